import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { kindRecords } from '../../src/ledger/outcomes/record.ts'
import { costOf, sayDoing, sayGain, sayRange, sayRisk, sayWhy } from '../../src/ledger/say.ts'
import { dayOf } from '../../src/lib/days.ts'
import type { Message } from '../../src/messages/message.ts'
import { sayKindRecord, sayOutcome } from '../../src/report/say-record.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { measuredOutcomes, outcomesOf } from '../../src/state/suggestions/outcomes.ts'
import { type WriteBack, writeBacksOf } from '../../src/state/suggestions/write-backs.ts'
import { previewOf } from './preview.ts'

/** One suggestion with all that is known of it, and its buttons while it is open. */
export async function showSuggestion(
  ctx: Pick<Context, 'state' | 'clock' | 'config' | 'http' | 'secret'>,
  id: number,
  asking: number | null,
): Promise<Message | Usage> {
  const { state, clock, config } = ctx
  const one = await suggestionById(state, id)
  const locale = shopLocale(config)
  const { actions } = locale.words
  if (!one) return { kind: 'usage', because: actions.notFound(id) }
  const now = clock.now()
  const { zone } = config.shop
  const cost = (of: typeof one.cost) => (of.low === of.high ? locale.money(of.cents) : sayRange(of, locale))
  const text = actions.one(id, sayDoing(one, locale), statusLabel(one, { now, locale }))
  const isAccepted = one.status === 'approved' || one.status === 'edited'
  const carried = (await writeBacksOf(state, id)).at(-1)
  const isOpen = one.status === 'open' && one.validUntil > now
  const preview = isOpen && !carried ? await previewOf(ctx, one) : null
  const [kindRecord] = kindRecords(await measuredOutcomes(state), [one])
  const outcome = isAccepted ? (await outcomesOf(state, [id])).get(id) : undefined
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      {
        kind: 'fields',
        fields: [
          {
            label: actions.fields.gain,
            value: sayGain(one, locale),
          },
          { label: actions.fields.cost, value: cost(costOf(one)) },
          { label: actions.fields.risk, value: sayRisk(one, locale) },
          ...(kindRecord
            ? [{ label: locale.words.suggestions.record, value: sayKindRecord(kindRecord, locale) }]
            : []),
          ...(isAccepted && one.dueAt && (!outcome || outcome.outcome.kind === 'not-seen') && !carried
            ? [{ label: locale.words.suggestions.due, value: locale.words.suggestions.dueBy(one.dueAt) }]
            : []),
          ...(isAccepted ? [{ label: actions.fields.outcome, value: sayOutcome(outcome, locale) }] : []),
          ...(preview ? [{ label: locale.words.writeBacks.title, value: preview }] : []),
          ...(carried && !preview
            ? [{ label: locale.words.writeBacks.title, value: sayStage(carried, locale) }]
            : []),
        ],
      },
      { kind: 'text', spans: actions.because(sayWhy(one, locale)) },
      ...decisionBlocks(one, {
        asked: `/actions ${id}`,
        asking,
        now,
        locale,
        confirmAbove: config.confirmAbove,
      }),
      {
        kind: 'context',
        spans: actions.source({
          since: dayOf(one.createdAt, zone),
          until: dayOf(new Date(one.validUntil.getTime() - 1), zone),
          model: one.modelVersion,
          inputs: one.inputsHash.slice(0, 8),
        }),
      },
    ],
  }
}

/** How far it is in the shop itself. */
function sayStage({ stage, held, isUndo }: WriteBack, { words: { writeBacks } }: Locale): string {
  const waits = held === 'hours' || held === 'count' || held === 'cost' ? writeBacks.waits[held] : null
  const said = (stage === 'waiting' && waits) || writeBacks.stage[stage]
  return isUndo ? writeBacks.undoing(said) : said
}
