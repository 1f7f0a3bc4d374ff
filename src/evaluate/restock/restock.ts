import { advisedRule, shopOver } from '../../advice/restock/advised-rule.ts'
import { DEMAND_CLASSES, type DemandClass, demandClass } from '../../advice/restock/demand-class.ts'
import {
  metLead,
  type Replayed,
  type ReplaySetting,
  replay,
  type Tally,
} from '../../advice/restock/replay.ts'
import { RESTOCK_POLICY } from '../../advice/restock/restock.ts'
import { DEMAND_DAYS } from '../../advice/restock/restock-task.ts'
import { type RuleSetting, textbookRules } from '../../advice/restock/textbook-rules.ts'
import { Fault } from '../../lib/errors.ts'
import { sumOf } from '../../lib/sum.ts'
import { plural } from '../../lib/text.ts'
import { type Evaluation, numeric, required, type Score } from '../evaluation.ts'
import { type DemandFile, type DemandSeries, PERIODS, type Period } from './demand-columns.ts'
import { readDemand } from './read-demand.ts'

/** days: four months of daily demand before the shelf opens; fewer where the file is short */
const WARM_UP = { days: 120, share: 0.4, least: 12 }
const MIN_AFTER = 12
/** days a rule looks back, but at least two years of months */
const WINDOW = { days: DEMAND_DAYS, least: 24 }
/** what to ask for is learnt anew after so many */
const BLOCK = { days: 14, least: 3 }
const SEED = 20_261_104

const usage =
  'restock --demand <file> [--lead-time 9] [--lead-time-sd 3] [--review 7] [--service .95] [--item <column> --date <column> --quantity <column>] [--period day|week|month] [--json]'

export const restock: Evaluation = {
  what: 'restock',
  usage,
  about: 'reorder points on a demand file, replayed with lost sales beside the rules of the textbooks',
  options: {
    demand: 'a file of demand: item, date and quantity, or wide with a row a period or a row an item',
    'lead-time': 'days from order to delivery',
    'lead-time-sd': 'its standard deviation in days',
    review: 'days between two looks at the shelf',
    service: 'the share of order cycles that should lose no sale',
    item: 'the column of items of a long file',
    date: 'the column of dates',
    quantity: 'the column of quantities of a long file',
    period: 'day, week or month, where the file does not show it',
    'unit-cost': 'of one unit, for the costs and the lot',
    'order-cost': 'of one order',
    holding: 'cost of holding stock for a year, as a share of the unit cost',
    margin: 'lost with a lost unit, as a share of the unit cost',
    seed: 'of the lead times',
  },
  async run(asked) {
    const input = required(asked, 'demand', { usage })
    const days = {
      lead: numeric(asked, 'lead-time', { usual: 9, min: 0, max: 730 }),
      sd: numeric(asked, 'lead-time-sd', { usual: 3, min: 0, max: 365 }),
      review: numeric(asked, 'review', { usual: RESTOCK_POLICY.reviewDays, min: 0.01, max: 365 }),
    }
    const service = numeric(asked, 'service', { usual: RESTOCK_POLICY.service.B, min: 0.5, max: 0.999 })
    const costs = {
      unit: numeric(asked, 'unit-cost', { usual: 10, min: 0.01, max: 1e9 }),
      order: numeric(asked, 'order-cost', { usual: RESTOCK_POLICY.orderCostCents / 100, min: 0, max: 1e9 }),
      holding: numeric(asked, 'holding', { usual: RESTOCK_POLICY.holding, min: 0.001, max: 10 }),
      margin: numeric(asked, 'margin', { usual: 0.4, min: 0, max: 100 }),
    }
    const seed = numeric(asked, 'seed', { usual: SEED, min: 0, max: 2 ** 31 })
    const file = await readDemand(input, {
      item: asked.option('item'),
      date: asked.option('date'),
      quantity: asked.option('quantity'),
      period: periodNamed(asked.option('period')),
    })
    return judge(file, { input, days, service, costs, seed, progress: asked.progress })
  },
}

function periodNamed(typed: string | null): Period['name'] | null {
  if (typed === null) return null
  const found = Object.values(PERIODS).find(({ name }) => name === typed.toLowerCase())
  if (found) return found.name
  throw new Fault(`--period "${typed}" is no period.`, 'It is day, week or month.')
}

interface Costs {
  readonly unit: number
  readonly order: number
  readonly holding: number
  readonly margin: number
}

interface Question {
  readonly input: string
  readonly days: { readonly lead: number; readonly sd: number; readonly review: number }
  readonly service: number
  readonly costs: Costs
  readonly seed: number
  readonly progress: (done: number, total: number, step: string) => void
}

function judge(file: DemandFile, question: Question): Score {
  const { period } = file
  const { days, service, costs, seed, input } = question
  const { items, warmUp, left } = judgeable(file)
  const setting = (item: number): ReplaySetting => ({
    warmUp: warmUp(items[item]?.demand.length ?? 0),
    review: Math.max(1, Math.round(days.review / period.days)),
    lead: { mean: Math.max(days.lead, 1e-6) / period.days, sd: days.sd / period.days },
    seed: seed + item,
  })
  const lead = metLead(setting(0))
  const holding = (costs.unit * costs.holding * period.days) / 365
  const rules: RuleSetting = {
    service,
    review: setting(0).review,
    lead,
    window: Math.max(WINDOW.least, Math.round(WINDOW.days / period.days)),
    periodsAMonth: PERIODS.month.days / period.days,
    costs: { order: costs.order, holding },
    mostCover: RESTOCK_POLICY.mostCoverDays / period.days,
  }
  const block = Math.max(BLOCK.least, Math.round(BLOCK.days / period.days))
  const shopAt = shopOver(items, rules, {
    blockPeriods: block,
    lead: setting(0).lead,
  })
  const end = Math.max(...items.map(({ from, demand }) => from + demand.length))
  const inHindsight = items.map(({ demand }) => classOf(demand))
  const advised = (from: number) => advisedRule(rules, (periods) => shopAt(from + periods))
  const all = [null, ...textbookRules(rules)]
  const scored = all.map((rule, r) => {
    const runs = items.map(({ demand, from }, item) => {
      if (item % 50 === 0) question.progress(r * items.length + item, all.length * items.length, 'replay')
      const classAt = (t: number) => classOf(demand.slice(Math.max(0, t - rules.window), t))
      return replay(demand, rule ?? advised(from), { ...setting(item), classAt })
    })
    const found = figures(runs, { costs, holding })
    return [rule?.name ?? 'floorwalker', { ...found, ...hindsight(runs, inHindsight) }] as const
  })
  const [ours, ...textbook] = scored
  const asked = DEMAND_CLASSES.map(
    (kind) =>
      `${kind} ${shopAt(end + block)
        .ask(kind, service)
        .toFixed(4)}`,
  )
  return {
    model: 'the bot’s own reorder points and lots, at the service and lead time given here',
    input,
    rows: file.rows,
    metrics: { ...ours?.[1], items: items.length },
    baselines: Object.fromEntries(textbook),
    notes: [
      ...file.notes,
      `A ${period.name} is the unit of time: reviewed every ${plural(setting(0).review, period.name)}, delivered after ${lead.mean.toFixed(1)} (sd ${Math.sqrt(lead.variance).toFixed(1)}) whole ${period.name}s, from ${days.lead} (sd ${days.sd}) days, lognormal.`,
      `The first ${Math.round(100 * WARM_UP.share)} % of an item's ${period.name}s, at most ${warmUp(1e9)}, are shown before its shelf opens. A cycle's class is the one its demand showed when it was ordered; "InHindsight" counts items by all ${period.name}s, when bulk orders that came later make an item lumpy.`,
      `To keep ${service}, what the items' past cycles kept says to ask in the end for: ${asked.join(', ')}.`,
      ...left,
      `Cost is an item's a ${period.name}: stock held, orders placed, margin lost, at a unit cost of ${costs.unit}.`,
    ],
  }
}

function judgeable({ items, period }: DemandFile): {
  items: DemandSeries[]
  warmUp: (periods: number) => number
  left: string[]
} {
  const warmUp = (periods: number) =>
    Math.max(
      WARM_UP.least,
      Math.min(
        Math.max(2 * WARM_UP.least, Math.round(WARM_UP.days / period.days)),
        Math.round(WARM_UP.share * periods),
      ),
    )
  const least = WARM_UP.least + MIN_AFTER
  // in an order of their own: the lead times of an item must not hang on where it stands in the file
  const long = items.filter(({ demand }) => demand.length >= least).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const selling = long.filter(({ demand }) =>
    demand.slice(0, warmUp(demand.length)).some((units) => units > 0),
  )
  if (selling.length === 0)
    throw new Fault(
      `No item has ${least} ${period.name}s of demand and a sale in the first of them; the longest of ${plural(items.length, 'item')} has ${Math.max(0, ...items.map(({ demand }) => demand.length))}.`,
      'Give a longer history, or a shorter --period.',
    )
  return {
    items: selling,
    warmUp,
    left: [
      ...(long.length < items.length
        ? [
            `${plural(items.length - long.length, 'item')} left out: fewer than ${least} ${period.name}s are known.`,
          ]
        : []),
      ...(selling.length < long.length
        ? [
            `${plural(long.length - selling.length, 'item')} left out: no sale before its shelf would open, so no rule would stock it.`,
          ]
        : []),
    ],
  }
}

const classOf = (demand: readonly number[]): DemandClass => demandClass(demand) ?? 'dying'

function named(metric: string, kind: DemandClass): string {
  return `${metric}${kind[0]?.toUpperCase()}${kind.slice(1)}`
}

/** Service by the class that all periods of an item show, those to come included. */
function hindsight(runs: readonly Replayed[], classes: readonly DemandClass[]): Record<string, number> {
  const found = DEMAND_CLASSES.flatMap((kind) => {
    const some = runs.filter(({ cycles }, i) => classes[i] === kind && cycles > 0)
    const cycles = sumOf(some, (run) => run.cycles)
    const kept = sumOf(some, (run) => run.cyclesWithoutLoss)
    return cycles > 0 ? [[`${named('cycleService', kind)}InHindsight`, kept / cycles] as const] : []
  })
  return Object.fromEntries(found)
}

function figures(
  runs: readonly Replayed[],
  { costs, holding }: { readonly costs: Costs; readonly holding: number },
): Record<string, number> {
  const of = (some: readonly Tally[]) => {
    const sum = (key: keyof Tally) => sumOf(some, (run) => run[key])
    const lost = (sum('demand') - sum('sold')) * costs.margin * costs.unit
    return {
      fillRate: sum('sold') / sum('demand'),
      cycleService: sum('cyclesWithoutLoss') / sum('cycles'),
      meanStock: sum('stock') / sum('periods'),
      cost: (sum('stock') * holding + sum('orders') * costs.order + lost) / sum('periods'),
      stockoutDays: sum('shortPeriods'),
      cycles: sum('cycles'),
    }
  }
  const byClass = DEMAND_CLASSES.flatMap((kind) => {
    const some = runs.flatMap(({ byClass }) => byClass.get(kind) ?? [])
    if (some.length === 0) return []
    return Object.entries(of(some)).map(([metric, value]) => [named(metric, kind), value] as const)
  })
  return { ...of(runs), ...Object.fromEntries(byClass) }
}
