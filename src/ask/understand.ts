import { metrics } from '../metrics/registry.ts'
import { writePeriod } from './dates/period.ts'
import type { Understood } from './fault.ts'
import { takesAway } from './left-over.ts'
import type { Intent } from './lexicon/intents.ts'
import { lineOf } from './lines/lines.ts'
import { type Reading, readQuestion } from './reading.ts'
import { corrected } from './typos.ts'
import type { Known } from './vocabulary.ts'
import { withOpinion } from './weigh/second-reading.ts'
import { writeMembers } from './write.ts'

/** What the commands are called; those without an intent take only their own words. */
export const INTENTS: Readonly<Record<string, Intent>> = {
  '/kpi': 'kpi',
  '/why': 'why',
  '/forecast': 'forecast',
  '/price': 'price',
  '/restock': 'restock',
  '/recommend': 'recommend',
  '/campaign': 'campaign',
  '/experiment': 'experiment',
  '/sources': 'sources',
  '/actions': 'suggestions',
  '/explore': 'explore',
  '/model': 'model',
}

/**
 * What is typed in a person's words, as a command line: of a slash command (`fixed`), or of a sentence. The grammar reads
 * it; what the whole sentence is like is a second opinion, which chooses where the grammar would ask back and is asked
 * about where it contradicts.
 */
export function understand(typed: string, known: Known, fixed: Intent | null = null): Understood {
  const { reading, first, said } = firstReading(typed, known, fixed)
  const found = fixed === null ? withOpinion({ typed: said, reading, first }, known) : first
  if (found.kind === 'line') return found
  const { passing: _, ...unclear } = found
  return unclear
}

function firstReading(typed: string, known: Known, fixed: Intent | null = null) {
  const { reading: heard, said } = mended(typed, known, fixed)
  const reading = withBareDays(heard, fixed)
  const whole = understoodBy(reading, known)
  const first = fixed === null && isAskedInOneClause(whole, reading, known) ? lineIn(whole) : whole
  return { reading, first, said }
}

/**
 * By the grammar alone. Whatever carries meaning and has no place in the line is named; it is never left out.
 */
function understoodBy(reading: Reading, known: Known): Understood {
  const built = lineOf(reading, known)
  if ('fault' in built) return { kind: 'unclear', ...built }
  const asides = reading.unread.filter(({ isAside, isApart }) => isAside && !isApart)
  const isPassedOver = asides.length <= MOST_ASIDES && isPlain(built.line, reading)
  const meaning = reading.unread.filter(({ isAside }) => !(isAside && isPassedOver))
  const unread = [...meaning.map(({ word }) => word), ...built.unused]
  if (unread.length === 0) return { kind: 'line', line: built.line }
  return {
    kind: 'unclear',
    fault: { code: 'notUnderstood', words: unread },
    ...(built.unused.length === 0 && {
      passing: { line: built.line, words: meaning },
    }),
    ...(isWorthOffering(reading, built.line) ? { didYouMean: built.line } : { isVague: true }),
  }
}

/** `Customers complain about slow delivery. What was late?` asks in one clause: all that is read in it is read in the whole. */
function isAskedInOneClause(whole: Understood, { original }: Reading, known: Known): whole is Passable {
  if (whole.kind === 'line' || whole.passing === undefined || takesAway(original)) return false
  const { line } = whole.passing
  const clauses = original.split(/[\u2029:：]| [-–] /u).filter((one) => one.trim() !== '')
  return (
    clauses.length > 1 &&
    clauses.some((one) => lineOrNull(understoodBy(readQuestion(one, known), known)) === line)
  )
}

type Passable = Extract<Understood, { kind: 'unclear' }> & { readonly passing: { readonly line: string } }

const lineIn = ({ passing }: Passable): Understood => ({ kind: 'line', line: passing.line })

const lineOrNull = (one: Understood) => (one.kind === 'line' ? one.line : null)

/** `/forecast orders 7 app`: after a command that counts days a number alone is one of them. */
function withBareDays(reading: Reading, fixed: Intent | null): Reading {
  const [number, ...more] = reading.unread.filter(({ word }) => /^[1-9]\d{0,2}$/.test(word))
  if (fixed !== 'forecast' || !number || more.length > 0 || reading.periods.length > 0) return reading
  return {
    ...reading,
    periods: [{ kind: 'next', days: Number(number.word) }],
    unread: reading.unread.filter((one) => one !== number),
  }
}

/** Read again with slips of the finger led back, where that leaves less unread. */
function mended(
  typed: string,
  known: Known,
  fixed: Intent | null,
): { readonly reading: Reading; readonly said: string } {
  const reading = readQuestion(typed, known, fixed)
  const asTyped = { reading, said: typed }
  if (reading.unread.length === 0) return asTyped
  const better = corrected(
    typed,
    reading.unread.map(({ word }) => word),
    known,
  )
  if (better === null) return asTyped
  const again = readQuestion(better, known, fixed)
  return again.unread.length < reading.unread.length ? { reading: again, said: better } : asTyped
}

/** more of them, and they are perhaps what is asked */
const MOST_ASIDES = 2

const isOfKpi = (line: string) => metrics.some(({ name }) => line.split(' ').includes(name))

/** What is asked is beyond doubt: a KPI, a product, or how things are now. */
function isPlain(line: string, { intent, products }: Reading): boolean {
  return isOfKpi(line) || products.length > 0 || (intent !== null && OF_NOW.has(intent))
}

/** what is answered without any name */
const OF_NOW: ReadonlySet<Intent> = new Set(['alerts', 'sources', 'model'])

/** Something of the question itself has been understood, not a lone word that happens to be one of ours. */
function isWorthOffering({ unread, members, products, periods }: Reading, line: string): boolean {
  const heard = Object.keys(members).length + products.length + periods.length
  return unread.length <= 2 && (isOfKpi(line) || heard > 0)
}

/** A reply that goes on with what was asked: `and conversion?`, 那转化率呢. */
const GOES_ON =
  /^\s*(?:and|or|what about|how about|same|also|then)\b|^\s*(?:那|还有|换成|再看|同样)|呢\s*[?？。]?\s*$/iu
const OF_A_KPI: ReadonlySet<Intent> = new Set(['kpi', 'why', 'forecast', 'explore'])

/**
 * What a reply leaves out, taken from the message it stands below: its one KPI, its segment and its day. A digest speaks
 * of many KPIs, so of it only the day is taken. What the reply says itself takes the place of what was said there.
 */
export function withContext(typed: string, about: string, known: Known): Understood {
  const own = readQuestion(typed, known)
  const alone = understand(typed, known)
  if (alone.kind === 'line' && own.intent !== null && !OF_A_KPI.has(own.intent)) return alone
  const { metrics: named, members, periods } = readQuestion(about, known)
  const [metric, second] = named
  const [period, other] = periods
  const isWhole = own.metrics.length > 0 && !GOES_ON.test(typed)
  const added = {
    subject: metric && !second && !isWhole ? subjectOf(own, { metric: metric.name, members }) : '',
    day: period?.kind === 'days' && !other && own.periods.length === 0 ? writePeriod(period) : '',
  }
  const whole = understand([typed, added.subject, added.day].filter(Boolean).join(' '), known)
  if (whole.kind === 'line' || added.day === '') return whole
  return understand(`${typed} ${added.subject}`.trim(), known)
}

/** The KPI and the members of the dimensions that the reply does not name. */
function subjectOf(
  own: Reading,
  { metric, members }: { readonly metric: string; readonly members: Reading['members'] },
): string {
  const kept = Object.fromEntries(
    Object.entries(members).filter(([dimension]) => !(dimension in own.members) && dimension !== own.group),
  )
  return `${own.metrics.length > 0 ? '' : metric} ${writeMembers(kept)}`.trim()
}
