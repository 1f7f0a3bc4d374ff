import { adviseVerdict } from '../../src/advice/experiment/experiment-advice.ts'
import type { Context } from '../../src/context.ts'
import { marginShare } from '../../src/facts/campaign/customers.ts'
import { decisionBlocks } from '../../src/ledger/decision-blocks.ts'
import { experiment as experimentSuggestion } from '../../src/ledger/experiment.ts'
import { toSave } from '../../src/ledger/save.ts'
import { sayDoing } from '../../src/ledger/say.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block } from '../../src/messages/message.ts'
import { sayBecause } from '../../src/report/say-because.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { type ExperimentStatus, title } from './say.ts'

/** Keeps what a verdict advises to do in the ledger, and hands out its buttons; why it cannot be valued where it cannot. */
export async function keepVerdicts(
  { lake, state, clock, config }: Pick<Context, 'lake' | 'state' | 'clock' | 'config'>,
  status: ExperimentStatus,
): Promise<Block[]> {
  const { readout, experiment, asOf, day } = status
  if (readout.kind !== 'readout') return []
  const margin = await marginShare(lake)
  const locale = shopLocale(config)
  // reasons are stored in English, whoever asks
  const english = shopLocale(config, 'en')
  const all = sumOf(readout.arms, ({ units }) => units)
  const advised = readout.treated.flatMap(({ arm, judged, primary, others }) => {
    const { verdict, because } = judged
    const gmv = readout.measure === 'gmv' ? primary : others.find(({ measure }) => measure === 'gmv')?.found
    if ((verdict !== 'ship' && verdict !== 'roll back') || !gmv) return []
    const own = readout.arms.find(({ name }) => name === arm)?.units ?? 0
    const perDay = (units: number) => units / Math.max(1, day)
    const facts = {
      experiment: title(status, english),
      arm,
      verdict,
      because: sayBecause(because, english.words.experiment),
      asOf,
      gmv: gmv.absolute,
      margin,
      shoppers: { own: perDay(own), others: perDay(all - own) },
    } as const
    return [
      { subject: `${experiment.platform}/${experiment.id}/${arm}`, facts, advice: adviseVerdict(facts) },
    ]
  })
  const rows = advised.flatMap(({ subject, facts, advice }) =>
    advice.kind === 'act'
      ? [
          toSave(
            experimentSuggestion,
            { subject, about: { title: facts.experiment }, facts, suggestion: advice.suggestion },
            config.shop.zone,
          ),
        ]
      : [],
  )
  const now = clock.now()
  await state.transaction((trx) => saveSuggestions(trx, rows, now))
  const kept = await latestSuggestions(state, {
    kind: experimentSuggestion.kind,
    subjects: rows.map(({ subject }) => subject),
  })
  return [
    ...[...kept.values()].flatMap((one): Block[] => [
      { kind: 'text', spans: locale.words.experiment.kept(one.id, sayDoing(one, locale)) },
      ...decisionBlocks(one, {
        asked: `/actions ${one.id}`,
        asking: null,
        now,
        locale,
        confirmAbove: config.confirmAbove,
      }),
    ]),
    ...advised.flatMap(({ facts, advice }): Block[] =>
      advice.kind === 'unknown'
        ? [
            {
              kind: 'context',
              spans: locale.words.experiment.notValued[advice.missing](facts.verdict, oneLine(facts.arm, 40)),
            },
          ]
        : [],
    ),
  ]
}
