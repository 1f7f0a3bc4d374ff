import type { Understood } from '../fault.ts'
import { type Asked, partsOf } from '../reader/examples/asked.ts'
import { opinionOf } from '../reader/opinion.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../vocabulary.ts'
import { candidatesOf } from './candidates.ts'
import { chanceBy, mayRestrict, signsOf } from './signs.ts'

interface First {
  readonly typed: string
  readonly reading: Reading
  readonly first: Understood
}

/** so sure that of a hundred answers hardly one is wrong */
const SURE = 0.6
const SURE_OF_FIRST = 0.35
const SURE_AGAINST = 0.85
/** so clear is what is asked that another line is not answered */
const CLEAR = 0.8
/** what the grammar reads and nothing speaks against */
const BEYOND_DOUBT = 0.97
const NEAR_GROUP = 0.5
/** so near that either may be meant */
const NEAR = 0.8
const WORTH_OFFERING = 0.08

/** what other readings may put right */
const OPEN: ReadonlySet<string> = new Set([
  ...['noQuestion', 'noKpiNamed', 'notUnderstood', 'noProductNamed', 'noAudienceNamed', 'noMerchantNamed'],
  ...['twoKpis', 'twoMembers', 'twoPeriods', 'planWithoutMoney', 'notByProduct', 'inTheFuture', 'inThePast'],
])

/** What the grammar understood, held against what the whole sentence is like. */
export function withOpinion({ typed, reading, first }: First, known: Known): Understood {
  if (first.kind === 'unclear' && !OPEN.has(first.fault.code)) return first
  const opinion = opinionOf(reading.original, reading.stages)
  const weighed: {
    readonly line: string
    readonly chance: number
    readonly isOpen: boolean
    readonly isOwn: boolean
    readonly intent: string
  }[] = []
  for (const one of candidatesOf(typed, reading, opinion, known)) {
    const chance = chanceBy(signsOf(one, { own: reading, opinion, today: known.today }))
    if (
      one.isOwn &&
      chance >= BEYOND_DOUBT &&
      !mayRestrict(one, { own: reading, opinion, today: known.today }) &&
      one.unread.length === 0 &&
      !one.isNearGroup
    )
      return { kind: 'line', line: one.line }
    const isOpen = mayRestrict(one, { own: reading, opinion, today: known.today })
    // where a dimension is spoken of, the line by it comes first
    weighed.push({
      line: one.line,
      chance: one.isNearGroup ? chance * NEAR_GROUP : chance,
      isOpen,
      isOwn: one.isOwn,
      intent: partsOf(one.asked).intent,
    })
  }
  const [best, next] = weighed.toSorted((a, b) => b.chance - a.chance)
  // against what the grammar has read more must speak
  // for whom something is to be recommended has to be said
  const isForWhom = first.kind === 'unclear' && first.fault.code === 'noAudienceNamed'
  const isAgainst =
    best !== undefined && !best.isOwn && reading.intent !== null && best.intent !== reading.intent
  const [clear] = opinion.asked
  const isOther =
    best !== undefined && clear !== undefined && clear.chance >= CLEAR && differs(clear.label, best.intent)
  const sure = isAgainst ? SURE_AGAINST : SURE
  const isAhead = best && (!next || next.chance <= NEAR * best.chance)
  // what the grammar reads by itself needs less to speak for it
  const isFirst = best !== undefined && first.kind === 'line' && best.line === first.line
  if (isFirst && isAhead && !isOther && best.chance >= SURE_OF_FIRST) return first
  if (best && isAhead && best.chance >= sure && !best.isOpen && !isOther && !(isForWhom && isAgainst))
    return { kind: 'line', line: best.line }
  const near = [best, next].flatMap((one) => (one && one.chance >= WORTH_OFFERING ? [one.line] : []))
  return offering(first, near)
}

/** Whether a figure is of the past or the future its days tell. */
function differs(label: Asked, intent: string): boolean {
  const clear = partsOf(label).intent
  return clear !== intent && !(BY_DAYS.has(clear) && BY_DAYS.has(intent))
}

const BY_DAYS: ReadonlySet<string> = new Set(['kpi', 'forecast'])

/** One near line, or two. */
function offering(first: Understood, [near, other]: readonly string[]): Understood {
  const unclear =
    first.kind === 'unclear'
      ? first
      : { kind: 'unclear' as const, fault: { code: 'noQuestion' as const }, isVague: true }
  const { didYouMean: heard, ...rest } = unclear as Extract<Understood, { kind: 'unclear' }>
  const line = near ?? heard ?? (first.kind === 'line' ? first.line : undefined)
  if (line === undefined) return rest
  return { ...rest, didYouMean: line, ...(other !== undefined && { options: [line, other] }) }
}
