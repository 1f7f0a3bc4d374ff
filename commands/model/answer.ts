import { addDays, type Day, dayOf, daysBetween } from '../../src/lib/days.ts'
import { percentDigits } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words as oneSentence } from '../../src/messages/words.ts'
import { BEYOND_CHANCE } from '../../src/models/conversion/drift.ts'
import { type ModelCard, modelCard, wrongLevel } from '../../src/models/conversion/model-card.ts'
import { sayModelCard } from '../../src/report/say-model-card.ts'
import { DASH } from '../../src/report/words/format.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { ModelVersion } from '../../src/state/models/models.ts'

export type Version = ModelVersion & { readonly isChampion: boolean }

/** days; by then seasons and assortment have moved on */
const OLD = 30
/** by custom: another population */
const DRIFTED = 0.25
const SHOWN = 12

/** The trust line of the version in use. `versions` holds at least one, the latest training first. */
export function sayModel(versions: readonly Version[], today: Day, locale: Locale): Message {
  const { model } = locale.words
  const used = versions.find(({ isChampion }) => isChampion)
  if (!used) return oneSentence(model.noneInUse(versions.length))
  const card = modelCard(used.metrics)
  const drift = modelCard(versions[0]?.metrics)?.drift
  const text = trustLine(used, { card, today, drift }, locale)
  const worries = [...ageWorry(used, today, locale), ...driftWorries(drift, locale)]
  return {
    text,
    blocks: [
      { kind: 'header', text: model.title(used.version) },
      { kind: 'text', spans: text },
      ...sayTrees(modelCard(versions[0]?.metrics)?.challenger, locale),
      ...(worries.length > 0 ? [{ kind: 'list' as const, items: worries }] : []),
      { kind: 'context', spans: sayDrift(versions[0], today, locale) },
    ],
  }
}

export function sayHistory(versions: readonly Version[], today: Day, locale: Locale): Message {
  const { model } = locale.words
  const { columns } = model
  const text = model.kept(
    versions.length,
    versions.some(({ isChampion }) => isChampion),
  )
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: versions.length > SHOWN ? model.latestOf(SHOWN, versions.length) : model.latestFirst,
        columns: [
          { label: columns.version },
          { label: columns.data },
          { label: columns.age, align: 'right' },
          { label: 'AUC', align: 'right' },
          { label: columns.logLoss, align: 'right' },
          { label: columns.slope, align: 'right' },
          { label: columns.verdict },
        ],
        rows: versions.slice(0, SHOWN).map((one) => historyRow(one, today, locale)),
      },
      { kind: 'context', spans: model.differentWeeks },
    ],
  }
}

/** `before` is what was in use, null when nothing was. */
export function sayPromoted(
  now: Version,
  before: Version | null | 'same',
  { words: { model } }: Locale,
): Message {
  return oneSentence(
    before === 'same'
      ? model.inUseAlready(now.version)
      : model.promoted(now.version, before?.version ?? null),
  )
}

/** What boosted trees beside it gain and cost; nothing where none were tried. */
function sayTrees(
  challenger: ModelCard['challenger'],
  { words: { model }, number, percent }: Locale,
): { readonly kind: 'text'; readonly spans: string }[] {
  if (!challenger) return []
  const { predicts, trees, logistic, explained, leansOn } = challenger
  const shown = ({ auc, lift, baseRate }: typeof trees) => {
    const best = Math.min(1, lift * baseRate)
    return { ranked: number(100 * auc, 1), best: percent(best, percentDigits(best, 2)) }
  }
  const both = { trees: shown(trees), logistic: shown(logistic) }
  if (!predicts) return [{ kind: 'text', spans: model.treesDoNot(both) }]
  const columns = leansOn.map(({ column, share }) => `${column} ${percent(share, 0)}`)
  return [
    { kind: 'text', spans: model.treesPredict(both) },
    { kind: 'text', spans: model.treesCost(percent(explained, 0), columns) },
  ]
}

function trustLine(
  used: Version,
  {
    card,
    today,
    drift,
  }: { readonly card: ModelCard | null; readonly today: Day; readonly drift: ModelCard['drift'] },
  locale: Locale,
): string {
  const { model, paragraph } = locale.words
  const wrong = wrongLevel(drift)
  const warning = wrong
    ? [model.doNotRely(shownRate(wrong.expected, locale), shownRate(wrong.seen, locale))]
    : []
  const trained = model.trained({
    version: used.version,
    on: dayOf(used.trainedAt, 'UTC'),
    from: used.dataFrom,
    to: addDays(used.dataTo, -1),
    days: ageOf(used, today),
  })
  const measured = card ? model.measured(card.rows, sayModelCard(card, locale)) : model.noMeasures
  return paragraph([...warning, trained, measured])
}

function ageOf({ trainedAt }: Version, today: Day): number {
  return Math.max(0, daysBetween(dayOf(trainedAt, 'UTC'), today))
}

function ageWorry(used: Version, today: Day, { words: { model } }: Locale): string[] {
  const days = ageOf(used, today)
  return days > OLD ? [model.old(days)] : []
}

function shownRate(share: number, { percent }: Locale): string {
  return percent(share, percentDigits(share, 2))
}

function driftWorries(drift: ModelCard['drift'], locale: Locale): string[] {
  const {
    words: { model },
    number,
  } = locale
  if (!drift) return []
  const { scorePsi, calibrationInTheLargeZ: z, columns, level } = drift
  const right =
    typeof level?.shift === 'number'
      ? model.putRight({
          expected: shownRate(level.expected, locale),
          seen: shownRate(level.seen, locale),
          odds: number(Math.exp(level.shift), 2),
        })
      : null
  const moved = columns
    .filter(({ psi }) => psi > DRIFTED)
    .map(({ column, psi }) => `${column} ${number(psi, 2)}`)
  return [
    ...(scorePsi > DRIFTED ? [model.scoresMoved(number(scorePsi, 2), DRIFTED)] : []),
    ...(right ? [right] : []),
    ...(!right && Math.abs(z) > BEYOND_CHANCE
      ? [(z > 0 ? model.expectsTooFew : model.expectsTooMany)(number(z, 1))]
      : []),
    ...(moved.length > 0 ? [model.sessionsChanged(DRIFTED, moved)] : []),
  ]
}

function sayDrift(latest: Version | undefined, today: Day, { words: { model }, number }: Locale): string {
  const drift = latest && modelCard(latest.metrics)?.drift
  if (!latest || !drift) return model.noDrift
  return model.drift({
    days: ageOf(latest, today),
    psi: number(drift.scorePsi, 3),
    z: number(drift.calibrationInTheLargeZ, 1),
  })
}

function historyRow(one: Version, today: Day, { words: { model }, number }: Locale): string[] {
  const card = modelCard(one.metrics)
  const shown = (value: number | null | undefined, digits: number) =>
    value === null || value === undefined ? DASH : number(value, digits)
  return [
    one.isChampion ? model.inUse(one.version) : one.version,
    model.dataOf(one.dataFrom, addDays(one.dataTo, -1)),
    model.days(ageOf(one, today)),
    shown(card?.auc, 3),
    shown(card?.logLoss, 4),
    shown(card?.calibrationSlope, 2),
    card?.verdict ? model.verdict(card.verdict.because) : DASH,
  ]
}
