import { addDays } from '../../lib/days.ts'
import { conversion } from '../../metrics/conversion.ts'
import type { Metric } from '../../metrics/metric.ts'
import { type Period, writePeriod } from '../dates/period.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../vocabulary.ts'
import { quoted, writeChange, writeLine, writeMembers } from '../write.ts'
import { type Line, type NoLine, sayPeriod, unusedBut } from './line.ts'

type Named = Exclude<Period, { readonly kind: 'no-such-day' }>

export function lookBackLine(command: '/kpi' | '/why', reading: Reading, { today }: Known): Line | NoLine {
  const asked = oneKpi(reading)
  if ('fault' in asked) return asked
  const period = onePeriod(reading)
  if (period && 'fault' in period) return period
  // of a dimension that is shown as a whole no member is left out
  const members = writeMembers(
    command === '/kpi' && reading.group !== null
      ? { ...reading.members, [reading.group]: undefined }
      : reading.members,
  )
  const when = period === null ? '' : writePeriod(period)
  const by = command === '/kpi' && reading.group !== null ? `by=${reading.group}` : ''
  const isAhead = period?.kind === 'next' || (period?.kind === 'days' && period.from > today)
  if (isAhead)
    return {
      fault: { code: 'inTheFuture', period: when, command },
      didYouMean: writeLine('/forecast', asked.metric, members, when),
    }
  return {
    line: writeLine(command, asked.metric, members, by, when),
    unused: unusedBut(
      reading,
      command === '/why'
        ? ['group', 'members', 'periods', 'change']
        : by === ''
          ? ['members', 'periods', 'change']
          : // of those who lead all are shown
            ['group', 'members', 'periods', 'top', 'change'],
    ),
  }
}

const SOLD: ReadonlySet<string> = new Set(['units', 'gmv', 'orders'])

export function forecastLine(reading: Reading, { today }: Known): Line | NoLine {
  const [product, ...others] = reading.products
  // of one product its units are foreseen
  const ofProduct = product !== undefined && reading.metrics.every(({ name }) => SOLD.has(name))
  const asked = ofProduct ? { metric: quoted(product) } : oneKpi(whatIf(reading))
  if ('fault' in asked) return asked
  const period = onePeriod(reading)
  if (period && 'fault' in period) return period
  const members = writeMembers(reading.members)
  const when = period === null ? '' : writePeriod(period)
  const isPast =
    period?.kind === 'last' ||
    (period?.kind === 'days' &&
      (period.to <= today || (period.from < addDays(today, -1) && period.to <= addDays(today, 1))))
  if (isPast)
    return {
      fault: { code: 'inThePast', period: when },
      didYouMean: writeLine('/kpi', asked.metric, members, when),
    }
  const price = reading.amounts.change === null ? '' : `price=${writeChange(reading.amounts.change)}`
  return {
    line: writeLine('/forecast', asked.metric, members, when, price),
    // whether a sum is reached is seen from the answer
    unused: [
      ...others,
      ...unusedBut(reading, [
        'members',
        'periods',
        'change',
        'money',
        ...(ofProduct ? ['products' as const] : []),
      ]),
    ],
  }
}

/** Whether more people would buy at another price is told by the conversion: of orders it is not modelled. */
function whatIf(reading: Reading): Reading {
  const { amounts, metrics, original } = reading
  const isOfBuying = metrics.length === 1 && metrics[0]?.name === 'orders' && BUYING.test(original)
  return amounts.change !== null && isOfBuying ? { ...reading, metrics: [conversion] } : reading
}

const BUYING = /\b(?:buy|buys|buying|purchase|shop)\b|买|下单/iu

export function kpiOnlyLine(command: string, reading: Reading): Line | NoLine {
  const asked = oneKpi(reading)
  if ('fault' in asked) return asked
  const [period] = reading.periods
  const days = period?.kind === 'last' ? String(period.days) : ''
  return {
    line: writeLine(command, asked.metric, days),
    unused: unusedBut(reading, days === '' ? [] : ['periods']),
  }
}

function oneKpi({ metrics, products }: Reading): NoLine | { readonly metric: Metric } {
  const [metric, second] = metrics
  if (!metric) return { fault: { code: 'noKpiNamed' }, isVague: true }
  if (second) return { fault: { code: 'twoKpis', metrics: [metric, second] } }
  if (products[0] !== undefined)
    return {
      fault: { code: 'notByProduct', metric, product: products[0] },
      didYouMean: `/price ${quoted(products[0])}`,
    }
  return { metric }
}

function onePeriod({ periods }: Reading): NoLine | Named | null {
  const [period, second] = periods
  if (!period || period.kind === 'no-such-day') return null
  if (second) return { fault: { code: 'twoPeriods', periods: periods.map(sayPeriod) } }
  return period
}
