import { addDays, type Day, dayOf, daysBetween } from '../../src/lib/days.ts'
import { plural, showNumber } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { type ModelCard, modelCard } from '../../src/models/conversion/model-card.ts'
import { sayModelCard } from '../../src/report/say-model-card.ts'
import type { ModelVersion } from '../../src/state/models/models.ts'

export type Version = ModelVersion & { readonly isChampion: boolean }

/** days; by then seasons and assortment have moved on */
const OLD = 30
/** by custom: another population */
const DRIFTED = 0.25
/** z beyond which the level is wrong by more than chance, 1 in 100 */
const BEYOND_CHANCE = 2.58
const SHOWN = 12

export function sayNone(): Message {
  const text = 'No conversion model has been trained yet: the train job needs 28 days of sessions.'
  return words(text)
}

/** The trust line of the version in use. `versions` holds at least one, the latest training first. */
export function sayModel(versions: readonly Version[], today: Day): Message {
  const used = versions.find(({ isChampion }) => isChampion)
  if (!used) {
    const text = `${plural(versions.length, 'version')} of the conversion model kept, none in use: /model promote <version> puts one in use.`
    return words(text)
  }
  const card = modelCard(used.metrics)
  const text = trustLine(used, card, today)
  const worries = [...ageWorry(used, today), ...driftWorries(modelCard(versions[0]?.metrics)?.drift)]
  return {
    text,
    blocks: [
      { kind: 'header', text: `Conversion model ${used.version}` },
      { kind: 'text', spans: text },
      ...(worries.length > 0 ? [{ kind: 'list' as const, items: worries }] : []),
      { kind: 'context', spans: drifted(versions[0], today) },
    ],
  }
}

export function sayHistory(versions: readonly Version[], today: Day): Message {
  const text = `${plural(versions.length, 'version')} of the conversion model kept${versions.some(({ isChampion }) => isChampion) ? '' : ', none in use'}.`
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: versions.length > SHOWN ? `The latest ${SHOWN} of ${versions.length}` : 'The latest first',
        columns: [
          { label: 'Version' },
          { label: 'Learned from' },
          { label: 'Age', align: 'right' },
          { label: 'AUC', align: 'right' },
          { label: 'Log-loss', align: 'right' },
          { label: 'Slope', align: 'right' },
          { label: 'Verdict' },
        ],
        rows: versions.slice(0, SHOWN).map((one) => historyRow(one, today)),
      },
      {
        kind: 'context',
        spans:
          'Each on the two weeks after those it learned from, so figures of two versions are of different weeks. Managers: /model promote <version>, /model rollback.',
      },
    ],
  }
}

/** `before` is what was in use, null when nothing was. */
export function sayPromoted(now: Version, before: Version | null | 'same'): Message {
  const text =
    before === 'same'
      ? `Version ${now.version} of the conversion model is in use already.`
      : `Version ${now.version} of the conversion model is in use${before ? ` instead of ${before.version}` : ''}. The next training is compared with it, and replaces it when clearly better.`
  return words(text)
}

function trustLine(used: Version, card: ModelCard | null, today: Day): string {
  const trained = `Version ${used.version}, trained on ${dayOf(used.trainedAt, 'UTC')} from the days ${used.dataFrom} to ${addDays(used.dataTo, -1)}, ${age(used, today)} old.`
  if (!card) return `${trained} Its measures were not kept.`
  return `${trained} On ${showNumber(card.rows)} later sessions: ${sayModelCard(card)}.`
}

function age({ trainedAt }: Version, today: Day): string {
  return plural(Math.max(0, daysBetween(dayOf(trainedAt, 'UTC'), today)), 'day')
}

function ageWorry({ trainedAt }: Version, today: Day): string[] {
  const days = daysBetween(dayOf(trainedAt, 'UTC'), today)
  return days > OLD
    ? [`It is ${plural(days, 'day')} old: see whether the train job runs and what it says.`]
    : []
}

function driftWorries(drift: ModelCard['drift']): string[] {
  if (!drift) return []
  const { scorePsi, calibrationInTheLargeZ: z, columns } = drift
  const moved = columns
    .filter(({ psi }) => psi > DRIFTED)
    .map(({ column, psi }) => `${column} ${psi.toFixed(2)}`)
  return [
    ...(scorePsi > DRIFTED
      ? [`Its scores have moved to another range (PSI ${scorePsi.toFixed(2)}, above ${DRIFTED}).`]
      : []),
    ...(Math.abs(z) > BEYOND_CHANCE
      ? [`It expects too ${z > 0 ? 'few' : 'many'} purchases, by more than chance (z ${z.toFixed(1)}).`]
      : []),
    ...(moved.length > 0 ? [`Visits have changed (PSI above ${DRIFTED}): ${moved.join(', ')}.`] : []),
  ]
}

function drifted(latest: Version | undefined, today: Day): string {
  const drift = latest && modelCard(latest.metrics)?.drift
  if (!latest || !drift) return 'Drift has not been measured yet: the next training does.'
  return `Drift, measured ${age(latest, today)} ago on the last two weeks of data: score PSI ${drift.scorePsi.toFixed(3)}, calibration in the large z ${drift.calibrationInTheLargeZ.toFixed(1)}.`
}

function historyRow(one: Version, today: Day): string[] {
  const card = modelCard(one.metrics)
  return [
    `${one.version}${one.isChampion ? ' (in use)' : ''}`,
    `${one.dataFrom} to ${addDays(one.dataTo, -1)}`,
    age(one, today),
    card?.auc.toFixed(3) ?? '–',
    card?.logLoss?.toFixed(4) ?? '–',
    card?.calibrationSlope?.toFixed(2) ?? '–',
    card?.verdict?.because ?? '–',
  ]
}
