import type { Dimension, Metric } from '../../metrics/metric.ts'
import { metricNamed } from '../../metrics/registry.ts'
import { isFarAhead } from '../dates/nearest.ts'
import { looseGroup, readKpis } from '../kpi-names.ts'
import type { Unread } from '../left-over.ts'
import type { Intent } from '../lexicon/intents.ts'
import { lineOf } from '../lines/lines.ts'
import { type Asked, askedBy, partsOf } from '../reader/examples/asked.ts'
import type { Opinion } from '../reader/opinion.ts'
import { SIGNS } from '../reader/sketch.ts'
import { type Picked, type Reading, readQuestion } from '../reading.ts'
import type { Known } from '../vocabulary.ts'

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
  /** of another KPI than the one that was named */
  readonly isInstead: boolean
  /** two of one kind were named: the answer shows both */
  readonly isJoined: boolean
  /** a dimension is spoken of that the line is not by */
  readonly isNearGroup: boolean
}

/** what has a KPI in it */
export const OF_A_KPI: ReadonlySet<string> = new Set(['kpi', 'why', 'forecast'])
/** merchants are counted in it: they are no dimension of it */
const OF_MERCHANTS: ReadonlySet<string> = new Set([
  'merchants_onboarded',
  'active_merchants',
  'first_sale_rate',
])
const LABELS = 3
const LEAST = 0.04

/** What may be meant, what the grammar reads first: who is sure of that need not look further. */
export function* candidatesOf(
  typed: string,
  own: Reading,
  opinion: Opinion,
  known: Known,
): Generator<Candidate> {
  const seen = new Set<string>()
  function* written(one: Proposed): Generator<Candidate> {
    const built = lineOf(one.reading, known)
    if ('fault' in built) {
      const joined = one.isJoined ? null : joinedIn(one.reading)
      if (joined) yield* written({ ...one, reading: joined, isJoined: true })
      return
    }
    const { line, unused } = built
    if (seen.has(line)) return
    seen.add(line)
    const asked = askedBy(line, one.reading.intent ?? 'kpi')
    yield {
      ...one,
      line,
      asked,
      unread: one.reading.unread,
      unused,
      isNearGroup: OF_A_KPI.has(one.reading.intent ?? 'kpi') && groupIn(one.reading) !== null,
    }
  }
  if (own.intent !== null) yield* written({ ...AS_READ, reading: own, isOwn: true })
  for (const one of proposed(typed, own, opinion, known)) yield* written(one)
}

type Proposed = Pick<Candidate, 'reading' | 'picked' | 'isOwn' | 'isJoined' | 'isInstead'>
const AS_READ = { picked: null, isOwn: false, isJoined: false, isInstead: false } as const

/** The question read as what it is like: other commands, the KPI that it tells, the dimension that it speaks of. */
function* proposed(typed: string, own: Reading, opinion: Opinion, known: Known): Generator<Proposed> {
  const readAs = (intent: Intent, pick: Picked): Proposed => ({
    ...AS_READ,
    reading: readQuestion(typed, known, intent, pick),
    picked: pick.metric?.name ?? null,
    isInstead:
      pick.isInstead === true &&
      own.metrics.length > 0 &&
      own.metrics.every(({ name }) => name !== pick.metric?.name),
  })
  for (const { label, chance } of opinion.asked.slice(0, LABELS)) {
    const { intent, view } = partsOf(label)
    if (intent === 'none' || chance < LEAST) continue
    const instead = OF_A_KPI.has(intent) ? toldInstead(own, opinion) : null
    for (const picked of picksFor(intent, own, opinion)) {
      const pick: Picked = {
        metric: picked === null ? null : metricNamed(picked),
        view: view ?? (intent === 'help' ? 'help' : null),
      }
      const one = readAs(intent, pick)
      if (
        intent === 'forecast' &&
        isFarAhead(one.reading.periods, { original: one.reading.original, today: known.today })
      )
        continue
      const group = intent === 'kpi' ? groupIn(one.reading) : null
      yield one
      if (group) yield readAs(intent, { ...pick, group, isInstead: picked !== null })
      if (instead) yield readAs(intent, { ...pick, group, metric: instead, isInstead: true })
    }
  }
}

/** The KPI that the words tell where they name another, and that one not by its own name alone. */
function toldInstead({ metrics: [named], stages }: Reading, { kpis: [likeliest] }: Opinion): Metric | null {
  if (!named || !likeliest || likeliest.label === named.name || likeliest.chance < CERTAIN) return null
  return NAMED_OUTRIGHT.has(named.name) && namesKpi(stages) ? null : metricNamed(likeliest.label)
}

/** Else what was `sold` has told it. */
const namesKpi = (stages: Reading['stages']) =>
  readKpis(stages.find(({ sign }) => sign === SIGNS.dimension)?.text ?? '').metrics.length > 0

function groupIn(reading: Reading): Dimension | null {
  if (reading.group !== null || reading.metrics.some(({ name }) => OF_MERCHANTS.has(name))) return null
  const group = looseGroup(namelessIn(reading))
  return group !== null && group in reading.members ? null : group
}

/** the question without its names, its KPI and its group */
const namelessIn = ({ stages }: Reading) => stages.find(({ sign }) => sign === SIGNS.kpi)?.text ?? ''

function picksFor(intent: Intent, own: Reading, { kpis }: Opinion): readonly (string | null)[] {
  if (!OF_A_KPI.has(intent) || own.metrics.length > 0) return [null]
  if (intent === 'forecast' && own.products.length > 0) return [null]
  const [first, second] = kpis
  // how business goes is told by what is sold
  const general = first && first.chance >= PLAIN ? [] : ['gmv']
  return [
    ...new Set([
      ...(first && first.chance >= TOLD ? [first.label] : []),
      ...(second && second.chance > LEAST * 5 ? [second.label] : []),
      ...general,
    ]),
  ]
}

const PLAIN = 0.5
/** below it no words tell a KPI */
const TOLD = 0.35
const CERTAIN = 0.85
/** told by few other words than their names */
const NAMED_OUTRIGHT: ReadonlySet<string> = new Set(['gmv', 'aov'])

/** Two cities are answered by all cities; of two spans the one that was said last, where it corrects. */
function joinedIn(reading: Reading): Reading | null {
  const [fault, ...more] = reading.faults
  const isOne = /\b(?:only|just)\b|只|里面/iu.test(reading.original)
  if (
    fault?.kind === 'two' &&
    more.length === 0 &&
    reading.intent === 'kpi' &&
    !isOne &&
    TOGETHER.test(reading.original)
  ) {
    const { [fault.dimension]: _, ...members } = reading.members
    return { ...reading, faults: [], members, group: fault.dimension }
  }
  const said = reading.periods.at(-1)
  return reading.periods.length === 2 && said && CORRECTED.test(reading.original)
    ? { ...reading, periods: [said] }
    : null
}

/** what asks for both */
const TOGETHER =
  /\b(?:vs?|versus|or|and|against|compar\w+|which|whether|higher|lower|better|worse|split|between|than|each)\b|\/|和|跟|与|谁|哪|比|拆|分/iu
const CORRECTED = /\b(?:no|wait|sorry|i mean|make that)\b|不对|算了|说错|哦不/iu
