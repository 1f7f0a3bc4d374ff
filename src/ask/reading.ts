import { remembered } from '../lib/remembered.ts'
import type { Dimension, Metric } from '../metrics/metric.ts'
import { metricNamed } from '../metrics/registry.ts'
import { readAim } from './aim.ts'
import { type Amounts, readAmounts } from './amounts.ts'
import { comesSoon, isAhead, meantIn } from './dates/nearest.ts'
import { onePeriodOf } from './dates/one-period.ts'
import type { Period } from './dates/period.ts'
import { datesIn } from './dates/soon.ts'
import {
  chineseFillersOf,
  intentIn,
  isForItsValue,
  isOfHabit,
  isSupposed,
  isWonderedAt,
  soldIn,
  withoutCues,
} from './intent.ts'
import { byId, forWhom, offered } from './intent-by-names.ts'
import { readGroup, readKpis, withoutLooseGroup } from './kpi-names.ts'
import { leftOver, type Unread } from './left-over.ts'
import type { Intent } from './lexicon/intents.ts'
import { type Limit, readLimit } from './limit.ts'
import { anywhere, strike, strikeCues, wholeWords } from './masked.ts'
import { readAudience } from './names/audience.ts'
import { productsOf } from './names/products-of.ts'
import { type Members, type NameFault, readNames } from './names/read-names.ts'
import { compared, withoutLeftOut } from './names/two-named.ts'
import { normalise } from './normalise.ts'
import type { View } from './reader/examples/asked.ts'
import { SIGNS, type Stage } from './reader/sketch.ts'
import type { Known } from './vocabulary.ts'

/** Everything that one question says. */
export interface Reading {
  readonly intent: Intent | null
  readonly metrics: readonly Metric[]
  readonly members: Members
  readonly faults: readonly NameFault[]
  readonly products: readonly string[]
  readonly periods: readonly Period[]
  /** the dimension that the figure is asked by */
  readonly group: Dimension | null
  readonly amounts: Omit<Amounts, 'text'>
  /** what a rule of alerts is about */
  readonly limit: Limit | null
  /** what a KPI is to come to, where that is set */
  readonly aim: string | null
  /** of customers; `all` is everybody */
  readonly audience: string | null
  /** the ids that ledger, campaigns and experiments give: `CP-2026-11-23-1`, `EXP-7` */
  readonly ids: readonly string[]
  /** which part of the command: what the whole sentence is like has told */
  readonly view: View | null
  /** in one form, before anything was read */
  readonly original: string
  /** what carries meaning and was not understood */
  readonly unread: readonly Unread[]
  /** what was read at which place of it, for a reader of the whole sentence */
  readonly stages: readonly Stage[]
}

/** who of a dimension has the most is answered by all of it */
const RANKS =
  /\b(?:(?:top|worst|best|bottom|first|last) )?(?:two|three|four|five|ten|[2-9]|10)(?: (?:best|worst|top|bottom|lowest|highest))?\b(?! ?(?:%|d\b|days?|weeks?|months?|hours?|euros?))|\bbottom\b|\b(?:sorted|ranked|rank|sort|listed)\b|垫底|[两三四五俩]个|排(?:名|序|个)?|按|最拉|最拖|\b(?:most|highest|best|lowest|worst|least|biggest|largest|smallest|strongest|weakest|fewest|top|leads?|leading|winning|first|last)\b|最(?:多|高|好|低|少|差|大|强|弱|猛|狠|凶|惨|严重|厉害|能)?|第一/giu

/** in which a customer comes back is the KPI's own */
const WINDOW =
  /\b(?:with)?in (?:the |those )?(?:first |next )?(?:(?:three|3) months|(?:90|ninety) days|a quarter)\b|(?:三个?|3个?)月(?:之?内|以内|里)|90天(?:之?内|以内|里)/giu
const NONE: readonly string[] = []
const IDS = wholeWords('(?:CP|EXP|C)-[\\w-]*\\d[\\w-]*')
const SELLING = wholeWords(
  'sell|sells|sold|selling|well|make|made|earn|earned|money|take in|took in|rake in|bring in|pull in|gross',
)
const SELLING_CHINESE = anywhere(
  '(?:[卖赚做]|成交|进账|入账)(?:了|出|掉|得|的|到)?(?:多少)?(?:钱|欧元|块|元)?',
)

const inOneForm = remembered(normalise)
const namesIn = remembered((original: string, known: Known) =>
  compared(withoutLeftOut(readNames(original, known), original)),
)
const kpisIn = remembered(readKpis)
const groupIn = remembered(readGroup)

/** What a reader of the whole sentence has picked where the words do not say: the KPI, the part of the command. */
export interface Picked {
  readonly metric: Metric | null
  readonly view: View | null
  /** whatever KPI the words name */
  readonly isInstead?: boolean
  /** a dimension that is spoken of, and no member of it */
  readonly group?: Dimension | null
}

/** Reads a question; `fixed` is what a slash command has said already. */
export function readQuestion(
  typed: string,
  known: Known,
  fixed: Intent | null = null,
  { metric: picked, view, group: loose = null, isInstead = false }: Picked = { metric: null, view: null },
): Reading {
  const original = inOneForm(typed)
  const names = namesIn(original, known)
  const ids = strike(names.text, IDS)
  const group = loose === null ? groupIn(ids.text) : withoutLooseGroup(ids.text, loose)
  const kpis = kpisIn(group.text)
  // the best platform is a member of a dimension too
  const namesMember =
    names.products.length === 0 && (Object.keys(names.members).length > 0 || group.dimension !== null)
  const { text: beyondLimit, limit } = readLimit(kpis.text, original)
  const sold = kpis.metrics.length === 0 ? soldIn(names.text, { namesMember }) : null
  const spoken = sold === null ? kpis.metrics : [metricNamed(sold)].flatMap((one) => one ?? [])
  const metrics = (spoken.length === 0 || isInstead) && picked !== null ? [picked] : spoken
  // whether one product is out of stock is said where it is restocked
  const isOfStock =
    names.products.length > 0 && metrics.length > 0 && metrics.every(({ name }) => name === 'stock_out')
  const offer = readAmounts(group.text, { ofProduct: true, isOfMoney: false })
  const isChanged =
    names.products.length > 0 &&
    (offer.change !== null || (offer.money.length > 0 && isSupposed(original))) &&
    !metrics.some(({ unit }) => unit === 'rate')
  const found =
    fixed ??
    (limit !== null && metrics.length > 0 && names.products.length === 0 ? 'alerts' : null) ??
    (isChanged ? 'price' : null) ??
    byId(ids.found.map(({ said }) => said)) ??
    (isOfStock && !/replace|instead|alternativ|similar|推|替|顶|换/iu.test(group.text) ? 'restock' : null) ??
    intentIn(group.text, metrics.every(({ name }) => LOOSE.has(name)) ? group.text : kpis.text, {
      namesKpi: metrics.length > 0,
      namesProduct: names.products.length > 0,
      namesMember,
    }) ??
    offered(names.products, group.text)
  const wondered = found === 'kpi' && fixed === null && isWonderedAt(kpis.text) ? 'why' : found
  const cue = forWhom(wondered === 'why' && fixed === null && isForItsValue(original) ? 'kpi' : wondered, {
    text: group.text,
    known: known.audiences,
    isPlain: metrics.length > 0 || names.products.length > 0 || fixed !== null,
  })
  // what is said of a KPI is blotted out only where the KPI is asked for: to order is no order
  const isOfRule = cue === 'alerts' && (limit !== null || view === 'preview')
  const takesKpi = cue !== null && (TAKES_KPI.has(cue) || isOfRule)
  const { text: beyondAim, aim } =
    cue === 'target' ? readAim(kpis.text, original) : { text: kpis.text, aim: null }
  const audience = readAudience(isOfRule ? beyondLimit : takesKpi ? beyondAim : group.text, {
    known: cue === 'recommend' || cue === 'campaign' ? known.audiences : [],
  })
  const amounts = readAmounts(audience.text, {
    ofProduct: names.products.length > 0,
    isOfMoney: cue === 'restock' || cue === 'campaign',
  })
  const isOfFuture =
    cue === 'forecast' ||
    (cue === 'target' &&
      !/\b(?:did|was|were|hit|missed|reached|last)\b|了没|了吗|去年|上/iu.test(original)) ||
    (cue === 'kpi' && fixed === null && WOULD_BE.test(group.text))
  const timed = metrics.some(({ name }) => name === 'repurchase')
    ? strikeCues(amounts.text, WINDOW)
    : amounts.text
  const asSaid = datesIn(timed, { today: known.today, isOfFuture, said: original })
  const isSoon =
    cue === 'kpi' && fixed === null && comesSoon(asSaid.periods, { original, today: known.today })
  const dates = isSoon ? datesIn(timed, { today: known.today, isOfFuture: true, said: original }) : asSaid
  const isHabit =
    fixed === null &&
    cue === 'forecast' &&
    dates.periods.length === 0 &&
    metrics.every(({ unit }) => unit === 'rate') &&
    isOfHabit(original)
  const ahead =
    fixed === null && cue === 'kpi' && (isSoon || isAhead(dates.periods, known.today)) ? 'forecast' : cue
  const intent = isHabit ? 'kpi' : ahead
  const isSold = metrics.some(({ name }) => name === 'gmv' || name === 'units')
  // before the cues: of "卖多少钱" they would leave the money alone
  const bare = isSold && takesKpi ? [SELLING, SELLING_CHINESE].reduce(strikeCues, dates.text) : dates.text
  const dimension = group.dimension ?? names.group
  const isBest = dimension !== null || intent === 'price' || intent === 'restock' || intent === 'recommend'
  const ranked = isBest ? strikeCues(bare, RANKS) : bare
  const said = intent === null ? ranked : withoutCues(ranked, intent)
  const { text: _, ...sums } = amounts
  return {
    intent,
    metrics: takesKpi ? metrics : [],
    members: names.members,
    faults: names.faults,
    products: productsOf(names.products),
    periods: meantIn(onePeriodOf(dates.periods, known.today), { intent, original, today: known.today }),
    group: dimension,
    amounts: sums,
    limit: isOfRule ? limit : null,
    aim,
    audience: audience.found,
    ids: ids.found.map((match) => match.said),
    view,
    original,
    stages: [
      { text: names.text, sign: names.products.length > 0 ? SIGNS.product : SIGNS.segment },
      { text: ids.text, sign: SIGNS.id },
      { text: group.text, sign: SIGNS.dimension },
      { text: kpis.text, sign: SIGNS.kpi },
      { text: audience.text, sign: SIGNS.audience },
      { text: amounts.text, sign: SIGNS.amount },
      { text: dates.text, sign: SIGNS.days },
    ],
    unread: leftOver(said, {
      original,
      ofIntent: intent === null ? NONE : chineseFillersOf(intent),
      ofPeople: takesKpi && metrics.some(({ name }) => OF_PEOPLE.has(name)),
      isOfMovement: intent === 'why' || intent === 'forecast',
    }),
  }
}

/** What a figure should or would be lies ahead, where its day may lie on either side: `should it look like on Christmas`. */
const WOULD_BE = /\b(?:should|would)\b(?! (?:like|love|you|i|we|it be|be so)\b)|应该会|该会/iu
/** words that name one of these may be meant otherwise: to order, purchase orders */
const LOOSE: ReadonlySet<string> = new Set(['orders', 'gmv', 'units'])

const OF_PEOPLE: ReadonlySet<string> = new Set([
  ...[
    'orders',
    'sessions',
    'conversion',
    'aov',
    'units',
    'repurchase',
    'cancel_rate',
    'refund_rate',
    'stock_out',
  ],
])

const TAKES_KPI: ReadonlySet<Intent> = new Set([
  'kpi',
  'why',
  'forecast',
  'explore',
  'experiment',
  'oncall',
  'target',
])
