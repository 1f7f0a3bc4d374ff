import type { Metric } from '../metrics/metric.ts'
import { metricNamed } from '../metrics/registry.ts'
import type { Understood } from './fault.ts'
import { isForItsValue, isOfHabit } from './intent.ts'
import { narrows, type Unread } from './left-over.ts'
import type { Intent } from './lexicon/intents.ts'
import type { Asked } from './reader/examples/asked.ts'
import { type Opinion, opinionOf } from './reader/opinion.ts'
import type { Reading } from './reading.ts'

interface First {
  readonly reading: Reading
  readonly first: Understood
}

/** Reads the question again as one that wants this, of this KPI where it names none. */
export type Again = (intent: Intent, metric: Metric | null) => Understood

/** so sure that in examples of its own it is wrong in one of 200 */
const SURE = 0.8
const LIKELY = 0.6
const UNLIKELY = 0.1
/** what is not answered is not chosen by a hair */
const NOTHING = 0.35
const MOST_PASSED = 3
/** how much likelier what the grammar has heard makes its own reading */
const HEARD = 3
const AHEAD = 3

const OPEN: ReadonlySet<string> = new Set([
  ...['noQuestion', 'noKpiNamed', 'notUnderstood', 'noProductNamed', 'noAudienceNamed'],
])

const OF_A_KPI: ReadonlySet<Intent> = new Set(['kpi', 'why', 'forecast', 'explore'])

/** What the grammar understood, held against what the whole sentence is like. */
export function withOpinion({ reading, first }: First, again: Again): Understood {
  if (first.kind === 'unclear' && !OPEN.has(first.fault.code)) return first
  const opinion = opinionOf(reading.original, reading.stages)
  return first.kind === 'line'
    ? heldAgainst(first, reading, opinion, again)
    : chosen(first, reading, opinion, again)
}

/** A line that the sentence speaks against is answered otherwise, or asked about. */
function heldAgainst(
  first: Extract<Understood, { kind: 'line' }>,
  reading: Reading,
  opinion: Opinion,
  again: Again,
): Understood {
  const [best] = opinion.asked
  if (!best || best.label === reading.intent || best.chance < LIKELY) return first
  if (best.label === 'why' && isForItsValue(reading.original)) return first
  if (best.label === 'forecast' && isOfHabit(reading.original)) return first
  if (reading.intent !== null && chanceOf(reading.intent, opinion) > UNLIKELY) return first
  if (best.label === 'none')
    return best.chance < SURE
      ? first
      : { kind: 'unclear', fault: { code: 'noQuestion' }, didYouMean: first.line, isVague: true }
  const other = readAs(best.label, reading, opinion, again)
  if (other === null || other.line === first.line) return first
  if (best.chance >= SURE && other.isSure) return { kind: 'line', line: other.line }
  return { kind: 'unclear', fault: { code: 'twoReadings' }, options: [other.line, first.line] }
}

/** Where the grammar would ask back: what the sentence is like, and what the grammar has heard of it. */
function chosen(
  first: Extract<Understood, { kind: 'unclear' }>,
  reading: Reading,
  opinion: Opinion,
  again: Again,
): Understood {
  const votes = opinion.asked.map(({ label, chance }) => ({
    label,
    chance: chance * (label === reading.intent ? HEARD : 1),
  }))
  const all = votes.reduce((sum, { chance }) => sum + chance, 0)
  const [best, next] = votes.toSorted((a, b) => b.chance - a.chance)
  if (!best || best.label === 'none' || chanceOf('none', opinion) > NOTHING) return first
  const lines: string[] = []
  for (const { label, chance } of [best, ...(next ? [next] : [])]) {
    if (label === 'none' || chance / all < UNLIKELY) continue
    const found = readAs(label, reading, opinion, again)
    if (found === null) continue
    if (label === best.label && chance / all >= LIKELY && found.isSure)
      return { kind: 'line', line: found.line }
    lines.push(found.line)
  }
  return offering(first, lines)
}

function readAs(intent: Intent, reading: Reading, opinion: Opinion, again: Again) {
  const picked = OF_A_KPI.has(intent) && reading.metrics.length === 0 ? (opinion.kpis[0] ?? null) : null
  const found = again(intent, picked === null ? null : metricNamed(picked.label))
  if (picked !== null && OUTLAY.test(reading.original)) return null
  const passing = found.kind === 'line' ? { line: found.line, words: [] } : found.passing
  if (passing === undefined) return null
  const { line, words } = passing
  if (isOfAnotherYear(line, reading)) return null
  const isOfPicked = picked !== null && line.split(' ').includes(picked.label)
  const isAgreed = intent === reading.intent && picked === null && chanceOf(intent, opinion) >= LIKELY
  const isPassed = ({ whole, isTelling }: Unread) =>
    !narrows(whole) && (opinion.isUsual(whole) || isRest(whole) || (isAgreed && !isTelling))
  return {
    line,
    isSure: words.length <= MOST_PASSED && words.every(isPassed) && (!isOfPicked || isOfOneKpi(opinion)),
  }
}

/** A day that was read as one of the past is not led to the same day of next year. */
function isOfAnotherYear(line: string, { periods }: Reading): boolean {
  const years = periods.flatMap((one) =>
    one.kind === 'days' ? [one.from.slice(0, 4), one.to.slice(0, 4)] : [],
  )
  return years.length > 0 && (line.match(/\b20\d\d(?=-\d\d)/gu) ?? []).some((year) => !years.includes(year))
}

/** what the shop pays is in no KPI */
const OUTLAY =
  /\b(?:we|i|us|our)\b[^\u2029]*\b(?:pay|paid|spend|spent|spending|cost|costs)\b|花(?:了|掉|费)|费用|成本/iu

/** One near line, or two: what the grammar has heard is one of them. */
function offering(first: Extract<Understood, { kind: 'unclear' }>, lines: readonly string[]): Understood {
  const heard = first.didYouMean === undefined ? [] : [first.didYouMean]
  const [near, other] = [...new Set([...lines, ...heard])]
  if (near === undefined) return first
  return { ...first, didYouMean: near, ...(other !== undefined && { options: [near, other] }) }
}

/** A Chinese word of one sign, no number: what restricts has two and more. */
function isRest(word: string): boolean {
  return /^\p{Script=Han}$/u.test(word) && !/[〇零一二两三四五六七八九十百千万半几第初]/u.test(word)
}

function isOfOneKpi({ kpis: [best, next] }: Opinion): boolean {
  if (!best || !next) return false
  return best.chance >= LIKELY || (best.chance >= LIKELY / 2 && best.chance >= AHEAD * next.chance)
}

function chanceOf(label: Asked, { asked }: Opinion): number {
  return asked.find((one) => one.label === label)?.chance ?? 0
}
