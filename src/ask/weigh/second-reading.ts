import type { Understood } from '../fault.ts'
import { withSumsIn } from '../lines/of-plans.ts'
import { type Asked, partsOf } from '../reader/examples/asked.ts'
import { type Opinion, opinionOf } from '../reader/opinion.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../vocabulary.ts'
import { type Candidate, candidatesOf, OF_A_KPI } from './candidates.ts'
import { chanceBy, mayRestrict, signsOf } from './signs.ts'

interface First {
  readonly typed: string
  readonly reading: Reading
  readonly first: Understood
}

/** so sure that of a hundred answers hardly one is wrong */
const SURE = 0.6
const SURE_OF_FIRST = 0.35
/** a list or a state, of which nothing was restricted: its answer shows at once whether it was meant */
const SURE_OF_OVERVIEW = 0.5
const OVERVIEWS: ReadonlySet<string> = new Set([
  ...['model', 'experiment', 'help', 'sources', 'suggestions', 'merchants', 'campaign', 'explore', 'oncall'],
  ...['subscribe', 'target'],
])
const SURE_AGAINST = 0.85
/** so clear is what is asked that another line is not answered */
const CLEAR = 0.8
/** what the grammar reads and nothing speaks against */
const BEYOND_DOUBT = 0.97
const NEAR_GROUP = 0.5
const EVEN = 0.5
/** so clear that it may be followed where the grammar reads nothing */
const FAIRLY_CLEAR = 0.6
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
  const weighed: Weighed[] = []
  const by = { own: reading, opinion, today: known.today }
  for (const one of candidatesOf(typed, reading, opinion, known)) {
    const chance = chanceBy(signsOf(one, by))
    const isOpen = mayRestrict(one, { ...by, chance })
    if (one.isOwn && chance >= BEYOND_DOUBT && !isOpen && one.unread.length === 0 && !one.isNearGroup)
      return answered(one.line)
    // where a dimension is spoken of, the line by it comes first
    weighed.push({ ...one, chance: one.isNearGroup ? chance * NEAR_GROUP : chance, isOpen })
  }
  const [best, next] = weighed.toSorted((a, b) => b.chance - a.chance)
  const near = [best, next].flatMap((one) => (one && one.chance >= WORTH_OFFERING ? [one.line] : []))
  if (best === undefined) return offering(first, near)
  const isAhead = next === undefined || next.chance <= NEAR * best.chance
  // what the grammar reads by itself needs less to speak for it
  const isFirst = first.kind === 'line' && best.line === first.line
  const usual = OVERVIEWS.has(partsOf(best.asked).intent) ? SURE_OF_OVERVIEW : SURE
  const sure = isFirst ? SURE_OF_FIRST : isAgainst(best, weighed, reading) ? SURE_AGAINST : usual
  const isAnswered =
    isAhead && best.chance >= sure && !speaksAgainst(best, { first, reading, opinion, isFirst, weighed })
  return isAnswered ? answered(best.line) : offering(first, near)
}

interface Weighed extends Candidate {
  readonly chance: number
  readonly isOpen: boolean
}

/** Against what the grammar has read more must speak. */
function isAgainst(best: Weighed, weighed: readonly Weighed[], { intent }: Reading): boolean {
  if (best.isOwn || intent === null) return false
  const own = weighed.find(({ isOwn }) => isOwn)
  return partsOf(best.asked).intent !== intent || (own !== undefined && own.asked !== best.asked)
}

interface Heard {
  readonly first: Understood
  readonly reading: Reading
  readonly opinion: Opinion
  readonly isFirst: boolean
  readonly weighed: readonly Weighed[]
}

/** What is asked back however likely it is. */
function speaksAgainst(best: Weighed, { first, reading, opinion, isFirst, weighed }: Heard): boolean {
  const [clear] = opinion.asked
  const { intent } = partsOf(best.asked)
  if (clear && clear.chance >= CLEAR && differs(clear.label, intent)) return true
  // a KPI that words tell is not put in the place of the one that they name, and where it is likely neither is sure
  if (weighed.some((one) => one.isInstead && (one === best || one.chance >= EVEN)) && OF_A_KPI.has(intent))
    return true
  if (asksForShare(best)) return true
  // how many it was is asked, and no reason
  if (intent === 'why' && reading.intent === 'kpi' && COUNTS.test(reading.original)) return true
  if (best.isOpen && (!isFirst || clear?.label === 'none')) return true
  if (isFirst) return best.chance < EVEN && clear !== undefined && differs(clear.label, intent)
  // for whom something is to be recommended has to be said
  if (first.kind === 'unclear' && first.fault.code === 'noAudienceNamed' && isAgainst(best, weighed, reading))
    return true
  return reading.intent === null && hasNoName(reading) && (clear?.chance ?? 0) < FAIRLY_CLEAR
}

const COUNTS = /\b(?:number|count) of\b|\bhow (?:many|much)\b|多少/iu
const SHARE =
  /\b(?:what|which|how (?:big|large) an?) (?:portion|percentage|percent|share|proportion|fraction|%)|几成|百分之几|占(?:比|多少|几)/iu

/** Of what is no share by itself: in what it is one the answer does not say. */
const asksForShare = ({
  asked,
  reading: {
    original,
    metrics: [kpi],
    group,
  },
}: Weighed) =>
  partsOf(asked).intent === 'kpi' &&
  kpi !== undefined &&
  kpi.unit !== 'rate' &&
  group === null &&
  SHARE.test(original)

const hasNoName = ({ members, products, periods }: Reading) =>
  Object.keys(members).length + products.length + periods.length === 0

/** A plan of a campaign without its sums is no line that is answered: they are asked for. */
function answered(line: string): Understood {
  const withSums = withSumsIn(line)
  return withSums === line
    ? { kind: 'line', line }
    : { kind: 'unclear', fault: { code: 'planWithoutMoney' }, didYouMean: withSums }
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
  const options = [line, ...(other === undefined ? [] : [other])].map(withSumsIn)
  return { ...rest, didYouMean: withSumsIn(line), ...(other !== undefined && { options }) }
}
