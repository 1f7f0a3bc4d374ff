import { metricNamed } from '../../metrics/registry.ts'
import { writePeriod } from '../dates/period.ts'
import type { Reading } from '../reading.ts'
import { writeLine, writeMembers } from '../write.ts'
import type { Line, NoLine } from './line.ts'
import { unusedBut } from './line.ts'

const OF_BUDGET = /budget|预算|spend|have|total|手里|总共|一共/iu
const OF_CONTACT =
  /contact|each|per (?:e-?mail|message|head|customer)|cost|letter|mail\b|message|sms|piece|head|card|每|触达|人|封|成本/iu

/** A plan where money is named, else how a campaign did. */
export function campaignLine(reading: Reading): Line | NoLine {
  const { audience, ids, amounts, view } = reading
  const names = amounts.money.length > 0 || audience !== null
  // what it may cost is asked for where this is what is meant
  if (view === 'plan' && amounts.money.length === 0)
    return {
      line: writeLine('/campaign plan', audience),
      unused: unusedBut({ ...reading, periods: [] }, ['audience']),
    }
  if (!names)
    return { line: writeLine('/campaign report', ids[0] ?? null), unused: unusedBut(reading, ['ids']) }
  const { budget, cost, more } = sumsOf(amounts.money)
  if (budget === null || cost === null)
    return {
      fault: { code: 'planWithoutMoney' },
      didYouMean: withSumsIn(
        writeLine(
          '/campaign plan',
          audience,
          budget === null ? '' : `budget=${budget}`,
          cost === null ? '' : `cost=${cost}`,
        ),
      ),
    }
  return {
    line: writeLine('/campaign plan', audience, `budget=${budget}`, `cost=${cost}`),
    unused: [...more, ...unusedBut(reading, ['money', 'audience'])],
  }
}

/** A plan that the command takes: the sums that were not named are such as it is shown with. */
export function withSumsIn(line: string): string {
  if (!line.startsWith('/campaign plan')) return line
  const budgeted = line.includes(' budget=') ? line : `${line.replace(/(?= cost=)|$/u, ' budget=500')}`
  return budgeted.includes(' cost=') ? budgeted : `${budgeted} cost=0.30`
}

type Money = Reading['amounts']['money']
type Role = 'budget' | 'cost'

/** Each sum by the words on one side of it: `€500 budget, 30ct per contact`, or `预算500欧元，每次触达0.3欧元`. */
function sumsOf(money: Money) {
  const sides: readonly ((one: Money[number]) => Role | null)[] = [
    ({ after }) => roleIn(after),
    ({ before }) => roleIn(before),
    ({ before, after }) => roleIn(before) ?? roleIn(after),
  ]
  const read = sides.map((side) => ({
    budget: money.find((one) => side(one) === 'budget'),
    cost: money.find((one) => side(one) === 'cost'),
  }))
  const { budget, cost } = read.find((one) => one.budget && one.cost) ?? read.at(-1) ?? {}
  const left = money.filter((one) => one !== budget && one !== cost)
  const asBudget = budget ?? left.shift()
  return {
    budget: asBudget?.written ?? null,
    cost: cost?.written ?? null,
    more: left.map(({ written }) => written),
  }
}

function roleIn(words: string): Role | null {
  if (OF_BUDGET.test(words)) return 'budget'
  return OF_CONTACT.test(words) ? 'cost' : null
}

const SHARE = /(\d+(?:\.\d+)?)\s?%/gu
const BASE = /base(?:line)?|from|current(?:ly)?|now|today|基线|基准|基础|现在|目前/iu

/** Of two shares the one called so is the base, and so is the first: `baseline 4%, uplift 8%`. */
function sharesIn(said: string): string[] {
  const shares = [...said.matchAll(SHARE)].map(({ 1: value = '', index }, i, all) => {
    const last = all[i - 1]
    return { value, before: said.slice(last ? last.index + last[0].length : 0, index) }
  })
  const base = shares.find(({ before }) => BASE.test(before)) ?? (shares.length > 1 ? shares[0] : undefined)
  const lift = shares.find((one) => one !== base)
  return [base ? `base=${base.value}%` : '', lift ? `lift=${lift.value}%` : '']
}

/** what came of one */
const CONCLUDED =
  /result|verdict|conclusi|outcome|report|ship|roll (?:it )?(?:back|out)|winner|won\b|结论|结果|赢|上线|全量|推全|胜出/iu

/** How long a test must run is a plan; else how those under way do. */
export function experimentLine(reading: Reading): Line | NoLine {
  const { metrics, ids, view } = reading
  const [named, second] = metrics
  const metric = named ?? (view === 'plan' && ids.length === 0 ? metricNamed('conversion') : undefined)
  if (metric && second) return { fault: { code: 'twoKpis', metrics: [metric, second] } }
  if (metric)
    return {
      line: writeLine('/experiment plan', metric, ...sharesIn(reading.original)),
      unused: unusedBut(reading, ['change']),
    }
  const [id = null] = ids.filter((one) => one.toUpperCase().startsWith('EXP'))
  const what = id !== null && CONCLUDED.test(reading.original) ? 'report' : 'status'
  return { line: writeLine(`/experiment ${what}`, id), unused: unusedBut(reading, ['ids']) }
}

/** All targets, or those of the KPI, the segment and the period that are named. */
export function targetLine(reading: Reading): Line | NoLine {
  const { metrics, members, periods, aim } = reading
  const [metric, second] = metrics
  if (metric && second) return { fault: { code: 'twoKpis', metrics: [metric, second] } }
  const [period, other] = periods.flatMap((one) => (one.kind === 'days' ? [writePeriod(one)] : []))
  return {
    line: writeLine('/target', metric ?? null, aim ?? '', period ?? '', writeMembers(members)),
    unused: [
      ...(other === undefined ? [] : [other]),
      ...(aim !== null && metric === undefined ? [aim] : []),
      ...unusedBut(reading, ['members', 'periods']),
    ],
  }
}
