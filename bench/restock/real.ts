import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { advisedRule, shopOver } from '../../src/advice/restock/advised-rule.ts'
import { type DemandClass, demandClass } from '../../src/advice/restock/demand-class.ts'
import { metLead, type Rule, replay, type Tally } from '../../src/advice/restock/replay.ts'
import { RESTOCK_POLICY } from '../../src/advice/restock/restock.ts'
import { textbookRules } from '../../src/advice/restock/textbook-rules.ts'
import type { DemandSeries } from '../../src/evaluate/restock/demand-columns.ts'
import { readDemand } from '../../src/evaluate/restock/read-demand.ts'

export interface RealSet {
  readonly name: string
  readonly file: string
  /** items that are replayed: every so many */
  readonly every: number
}

export const REAL: readonly RealSet[] = [
  { name: 'car parts by month', file: 'carparts/carparts_39_months.csv', every: 2 },
  { name: 'one food in ten stores by day', file: 'm5-subset/sales_with_price.csv', every: 1 },
  { name: 'gift wholesaler by day', file: 'online-retail/online_retail_2010-12_2011-12.csv.gz', every: 12 },
]
export const SERVICE = 0.95
const CLASSES: readonly DemandClass[] = ['smooth', 'erratic', 'intermittent', 'lumpy']
/** of the normal rule: what it has to ask for to keep what another keeps */
const RAISED = [0.95, 0.98, 0.99, 0.998, 0.9995, 0.9999, 0.999999, 0.99999999]
const DAYS = { lead: 9, sd: 3, review: 7, warmUp: 120, window: 90, block: 14 }

interface Kept {
  readonly service: number
  readonly stock: number
  readonly cycles: number
}

export type ByClass = ReadonlyMap<DemandClass | 'all', Kept>

export interface RealFigures {
  readonly items: number
  readonly rules: ReadonlyMap<string, ByClass>
  /** stock the normal rule needs for the service of the bot's own, by class; null where it never keeps it */
  readonly atSameService: ReadonlyMap<DemandClass | 'all', number | null>
}

/** Null where the data of this set are not beside the project. */
export async function replayReal({ file, every }: RealSet): Promise<RealFigures | null> {
  const path = fileURLToPath(new URL(`../../../shared/data/${file}`, import.meta.url))
  if (!existsSync(path)) return null
  const read = await readDemand(path, { item: null, date: null, quantity: null, period: null })
  const { days } = read.period
  const whole = (count: number, least: number) => Math.max(least, Math.round(count / days))
  const warmUp = ({ demand }: DemandSeries) =>
    Math.max(12, Math.min(whole(DAYS.warmUp, 24), Math.round(0.4 * demand.length)))
  const selling = read.items
    .filter(
      (item) => item.demand.length >= 24 && item.demand.slice(0, warmUp(item)).some((units) => units > 0),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  // the even ones were looked at while the rule was made
  const items = selling.filter((_, i) => (every === 1 ? true : i % every === 1))
  const lead = { mean: DAYS.lead / days, sd: DAYS.sd / days }
  const setting = {
    service: SERVICE,
    review: whole(DAYS.review, 1),
    lead: metLead({ lead, seed: 5 }),
    costs: { order: 5, holding: (10 * RESTOCK_POLICY.holding * days) / 365 },
    mostCover: RESTOCK_POLICY.mostCoverDays / days,
    window: whole(DAYS.window, 24),
    periodsAMonth: 365.25 / 12 / days,
  }
  const shopAt = shopOver(selling, setting, { blockPeriods: whole(DAYS.block, 3), lead })
  const kept = (ruleOf: (item: DemandSeries) => Rule): ByClass => {
    const sums = new Map<DemandClass | 'all', { -readonly [K in keyof Tally]: number }>()
    for (const [i, item] of items.entries()) {
      const { demand } = item
      const classAt = (t: number) => demandClass(demand.slice(Math.max(0, t - setting.window), t)) ?? 'dying'
      const at = { warmUp: warmUp(item), review: setting.review, lead, seed: 100 + i, classAt }
      const run = replay(demand, ruleOf(item), at)
      for (const [kind, tally] of [['all', run] as const, ...run.byClass]) {
        const sum = sums.get(kind) ?? { ...tally }
        if (sums.has(kind)) for (const key of COUNTED) sum[key] += tally[key]
        sums.set(kind, sum)
      }
    }
    return new Map(
      [...sums].map(([kind, { cycles, cyclesWithoutLoss, stock, periods }]) => [
        kind,
        { service: cyclesWithoutLoss / cycles, stock: stock / periods, cycles },
      ]),
    )
  }
  const own = kept(({ from }) => advisedRule(setting, (periods) => shopAt(from + periods)))
  const peers = textbookRules(setting).map((rule) => [rule.name, kept(() => rule)] as const)
  const raised = RAISED.flatMap((service) => {
    const rule = textbookRules({ ...setting, service }).find(({ name }) => name === 'normalReviewAndLeadTime')
    return rule ? [kept(() => rule)] : []
  })
  const stockAt = (kind: DemandClass | 'all'): number | null => {
    const wanted = own.get(kind)?.service ?? Number.NaN
    const curve = raised.flatMap((one) => one.get(kind) ?? [])
    const above = curve.findIndex(({ service }) => service >= wanted)
    const [low, high] = [curve[above - 1], curve[above]]
    if (!high) return null
    if (!low) return high.stock
    return low.stock + ((wanted - low.service) / (high.service - low.service)) * (high.stock - low.stock)
  }
  return {
    items: items.length,
    rules: new Map([['floorwalker', own], ...peers]),
    atSameService: new Map((['all', ...CLASSES] as const).map((kind) => [kind, stockAt(kind)])),
  }
}

const COUNTED = ['cycles', 'cyclesWithoutLoss', 'stock', 'periods'] as const

/** Whether every class with enough cycles keeps what was asked, within .03, at no more stock than the normal rule needs for that. */
export function sayReal(
  name: string,
  { items, rules, atSameService }: RealFigures,
): { lines: string[]; isMet: boolean } {
  const own = rules.get('floorwalker')
  const kinds = (['all', ...CLASSES] as const).filter((kind) => (own?.get(kind)?.cycles ?? 0) > 0)
  const line = (rule: string, of: ByClass) =>
    `  ${rule}: ${kinds.map((kind) => `${kind} ${figure(of.get(kind)?.service, 3)} at ${figure(of.get(kind)?.stock, 1)}`).join(', ')}`
  // below a hundred cycles a service of .95 is not told within .04
  const judged = kinds.filter((kind) => (own?.get(kind)?.cycles ?? 0) >= 100)
  const isKept = judged.every((kind) => Math.abs((own?.get(kind)?.service ?? 0) - SERVICE) <= 0.03)
  const isLean = judged.every(
    (kind) => (own?.get(kind)?.stock ?? 0) <= (atSameService.get(kind) ?? Number.POSITIVE_INFINITY),
  )
  const needs = kinds.map((kind) => `${kind} ${figure(atSameService.get(kind) ?? undefined, 1)}`)
  return {
    lines: [
      `${name}, ${items} items; cycle service at stock, cycles ${kinds.map((kind) => `${kind} ${own?.get(kind)?.cycles}`).join(', ')}`,
      ...[...rules].map(([rule, of]) => line(rule, of)),
      `  for the same service the normal rule needs: ${needs.join(', ')}`,
      `  within .03 of ${SERVICE} in each class of a hundred cycles: ${isKept ? 'yes' : 'no'}; no more stock than the normal rule at that service: ${isLean ? 'yes' : 'no'}`,
    ],
    isMet: isKept && isLean,
  }
}

function figure(value: number | undefined, digits: number): string {
  return value === undefined || Number.isNaN(value) ? '-' : value.toFixed(digits)
}
