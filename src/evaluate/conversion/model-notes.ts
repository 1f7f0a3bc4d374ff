import { sumOf } from '../../lib/sum.ts'
import { oneLine, percentDigits, plural, showPercent } from '../../lib/text.ts'
import { type ConversionModel, MIN_POSITIVES } from '../../models/conversion/conversion.ts'
import { featureDrift } from '../../models/conversion/drift.ts'
import { oddsRatios } from '../../models/conversion/odds.ts'
import type { Merged } from '../../models/learn/features.ts'
import type { TrainingRows } from '../../models/learn/training-rows.ts'

/** positives to learn from that allow a judgement at all, and so many that the bot asks for */
export const POSITIVES = { least: 10, firm: MIN_POSITIVES }
const SHOWN_ODDS = 6
const SHOWN_DRIFT = 5
const DRIFTED = 0.1

/** What a reader must know of a model: how it was fitted, its odds, what was left out and what has changed. */
export function notesOf(
  model: ConversionModel,
  { train, test }: { readonly train: TrainingRows; readonly test: TrainingRows },
): string[] {
  const { encoder } = model
  const odds = oddsRatios(model)
    .slice(0, SHOWN_ODDS)
    .map(
      ({ name, ratio, low, high, per }) =>
        `${name} × ${shownRatio(ratio)} (${shownRatio(low)} to ${shownRatio(high)}) ${per === 'yes' ? 'for yes against no' : 'a standard deviation'}`,
    )
  const moved = featureDrift(train, test)
    .filter(({ psi }) => psi > DRIFTED)
    .slice(0, SHOWN_DRIFT)
    .map(({ column, psi }) => `${column} ${psi.toFixed(2)}`)
  return [
    ...fewNote(model.positives),
    ...recencyNote(model),
    `Fitted as every night: ${howOf(model)}.`,
    `Odds of the outcome, all else equal: ${odds.join('; ')}. Association, not cause.`,
    ...(encoder.dropped.length > 0
      ? [`Left out: ${encoder.dropped.map(({ name, because }) => `${name} (${because})`).join(', ')}.`]
      : []),
    ...encoder.merged.map(mergedNote),
    ...(moved.length > 0
      ? [
          `Columns that changed between the rows learned from and those judged on (PSI above ${DRIFTED}): ${moved.join(', ')}.`,
        ]
      : []),
    ...showMissing(train),
  ]
}

/** Two digits at least: `0.034`, and `1.30`. */
function shownRatio(ratio: number): string {
  return ratio < 0.1 ? Number(ratio.toPrecision(2)).toString() : ratio.toFixed(2)
}

function mergedNote({ column, words, share, into }: Merged): string {
  const which = `${plural(words, 'word')} of ${oneLine(column, 40)} too rare for a column of its own (${showPercent(share, percentDigits(share))} of the rows)`
  return into === 'rate'
    ? `${which} share one column: how often the outcome came with each, drawn towards their mean.`
    : `${which} count as "${oneLine(into.word, 40)}".`
}

function recencyNote({ recency }: ConversionModel): string[] {
  if (!recency) return []
  const { share, level, shift } = recency
  const window = share < 1 ? [`only the latest ${showPercent(share, 0)} of the rows are learned from`] : []
  const odds = Math.exp(shift)
  const set = level ? [`the latest rows set its level (odds × ${odds.toFixed(2)})`] : []
  return [
    `What was true earlier holds less: ${[...window, ...set].join(', and ')}. Chosen by rolling validation on the rows learned from.`,
  ]
}

export function howOf({ encoder, l2 }: ConversionModel): string {
  const products =
    encoder.products.length > 0
      ? ` and ${encoder.products.length} squares and products`
      : ', no squares or products'
  return `L2 penalty ${l2}${products}, ${plural(encoder.terms.length, 'term')}`
}

function fewNote(positives: number): string[] {
  if (positives >= POSITIVES.firm) return []
  return [
    `Only ${plural(positives, 'row')} with the outcome to learn from: take the figures as a hint, they will move with every draw. ${POSITIVES.firm} make them firm, and fewer the bot does not learn from.`,
  ]
}

function showMissing({ numbers, rows }: TrainingRows): string[] {
  const missing = Object.entries(numbers)
    .map(([column, values]) => ({
      column,
      share: sumOf(values, (value) => (Number.isFinite(value) ? 0 : 1)) / rows,
    }))
    .filter(({ share }) => share > 0)
    .map(({ column, share }) => `${column} ${showPercent(share, share < 0.01 ? 2 : 0)}`)
  return missing.length === 0
    ? []
    : [`Missing values count as the median, with a column of their own: ${missing.join(', ')}.`]
}
