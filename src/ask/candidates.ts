import { metricNamed } from '../metrics/registry.ts'
import { looseGroup } from './kpi-names.ts'
import { lineOf } from './lines.ts'
import type { Unread } from './left-over.ts'
import type { Intent } from './lexicon/intents.ts'
import { type Asked, askedBy, partsOf } from './reader/examples/asked.ts'
import type { Opinion } from './reader/opinion.ts'
import { SIGNS } from './reader/sketch.ts'
import { type Picked, type Reading, readQuestion } from './reading.ts'
import type { Known } from './vocabulary.ts'

/** A line that may be what is meant, and what was left out of it. */
export interface Candidate {
  readonly line: string
  readonly asked: Asked
  /** the KPI that no words named */
  readonly picked: string | null
  readonly reading: Reading
  readonly unread: readonly Unread[]
  readonly unused: readonly string[]
  /** what the grammar alone reads */
  readonly isOwn: boolean
  /** two of one kind were named: the answer shows both */
  readonly isJoined: boolean
}

const OF_A_KPI: ReadonlySet<Intent> = new Set(['kpi', 'why', 'forecast'])
/** merchants are counted in it: they are no dimension of it */
const OF_MERCHANTS: ReadonlySet<string> = new Set(['merchants_onboarded', 'active_merchants', 'first_sale_rate'])
const LABELS = 3
const LEAST = 0.04

/** What may be meant: what the grammar reads, and what the sentence as a whole is like. */
export function candidatesOf(typed: string, own: Reading, opinion: Opinion, known: Known): readonly Candidate[] {
  const found: Candidate[] = []
  const add = (asked: Asked, picked: string | null, reading: Reading, more: Partial<Candidate> = {}) => {
    const built = lineOf(reading, known)
    if ('fault' in built) return built.fault.code
    const candidate: Candidate = {
      line: built.line,
      asked: askedBy(built.line, reading.intent ?? intentOf(asked)),
      picked,
      reading,
      unread: reading.unread,
      unused: built.unused,
      isOwn: false,
      isJoined: false,
      ...more,
    }
    if (!found.some(({ line }) => line === candidate.line)) found.push(candidate)
    return null
  }
  const withJoined = (asked: Asked, picked: string | null, reading: Reading, more: Partial<Candidate> = {}) => {
    const fault = add(asked, picked, reading, more)
    if (fault === null) return
    const joined = joinedIn(reading)
    if (joined) add(asked, picked, joined, { ...more, isJoined: true })
  }
  if (own.intent !== null) withJoined(own.intent, null, own, { isOwn: true })
  for (const { label, chance } of opinion.asked.slice(0, LABELS)) {
    if (label === 'none' || chance < LEAST) continue
    const { intent, view } = partsOf(label)
    if (intent === 'none') continue
    for (const picked of picksFor(intent, own, opinion)) {
      const part = view ?? (intent === 'help' ? 'help' : null)
      const pick: Picked = { metric: picked === null ? null : metricNamed(picked), view: part }
      const reading = readQuestion(typed, known, intent, pick)
      withJoined(label, picked, reading)
      const isOfMerchants = reading.metrics.some(({ name }) => OF_MERCHANTS.has(name))
      const group = intent === 'kpi' && reading.group === null && !isOfMerchants ? looseGroup(namelessIn(reading)) : null
      if (group) withJoined(label, picked, readQuestion(typed, known, intent, { ...pick, group }))
    }
  }
  return found
}

/** the question without its names, its KPI and its group */
const namelessIn = ({ stages }: Reading) => stages.find(({ sign }) => sign === SIGNS.kpi)?.text ?? ''

function intentOf(asked: Asked): Intent {
  const { intent } = partsOf(asked)
  return intent === 'none' ? 'kpi' : intent
}

function picksFor(intent: Intent, own: Reading, { kpis }: Opinion): readonly (string | null)[] {
  if (!OF_A_KPI.has(intent) || own.metrics.length > 0) return [null]
  if (intent === 'forecast' && own.products.length > 0) return [null]
  const [first, second] = kpis
  // how business goes is told by what is sold
  const general = first && first.chance >= PLAIN ? [] : ['gmv']
  return [
    ...new Set([
      ...(first ? [first.label] : []),
      ...(second && second.chance > LEAST * 5 ? [second.label] : []),
      ...general,
    ]),
  ]
}

const PLAIN = 0.5

/** Two cities are answered by all cities; of two spans the later, of which the answer tells what was before. */
function joinedIn(reading: Reading): Reading | null {
  const [fault, ...more] = reading.faults
  const isOne = /\b(?:only|just)\b|只|里面/iu.test(reading.original)
  if (fault?.kind === 'two' && more.length === 0 && reading.intent === 'kpi' && !isOne) {
    const { [fault.dimension]: _, ...members } = reading.members
    return { ...reading, faults: [], members, group: fault.dimension }
  }
  const days = reading.periods.flatMap((one) => (one.kind === 'days' ? [one] : []))
  const [a, b] = days.toSorted((one, other) => one.from.localeCompare(other.from))
  const said = days.at(-1)
  if (reading.periods.length === 2 && a && b && said)
    return { ...reading, periods: [CORRECTED.test(reading.original) ? said : b] }
  return null
}

const CORRECTED = /\b(?:no|wait|sorry|i mean|make that)\b|不对|算了|说错|哦不/iu
