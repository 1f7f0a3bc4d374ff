import type { Metric } from '../metrics/metric.ts'
import { type Period, writePeriod } from './dates/period.ts'
import { type Line, type NoLine, sayPeriod, unusedBut } from './line.ts'
import type { Reading } from './reading.ts'
import type { Known } from './vocabulary.ts'
import { quoted, writeChange, writeLine, writeMembers } from './write.ts'

type Named = Exclude<Period, { readonly kind: 'no-such-day' }>

export function lookBackLine(command: '/kpi' | '/why', reading: Reading, { today }: Known): Line | NoLine {
  const asked = oneKpi(reading)
  if ('because' in asked) return asked
  const period = onePeriod(reading)
  if (period && 'because' in period) return period
  const members = writeMembers(reading.members)
  const when = period === null ? '' : writePeriod(period)
  const isAhead = period?.kind === 'next' || (period?.kind === 'days' && period.from > today)
  if (isAhead)
    return {
      because: `${when} is in the future: ${command} looks back, /forecast looks ahead.`,
      didYouMean: writeLine('/forecast', asked.metric, members, when),
    }
  return {
    line: writeLine(command, asked.metric, members, when),
    unused: unusedBut(reading, ['members', 'periods']),
  }
}

export function forecastLine(reading: Reading, { today }: Known): Line | NoLine {
  const asked = oneKpi(reading)
  if ('because' in asked) return asked
  const period = onePeriod(reading)
  if (period && 'because' in period) return period
  const members = writeMembers(reading.members)
  const when = period === null ? '' : writePeriod(period)
  const isPast = period?.kind === 'last' || (period?.kind === 'days' && period.to <= today)
  if (isPast)
    return {
      because: `${when} is in the past: /forecast looks ahead, /kpi looks back.`,
      didYouMean: writeLine('/kpi', asked.metric, members, when),
    }
  const price = reading.amounts.change === null ? '' : `price=${writeChange(reading.amounts.change)}`
  return {
    line: writeLine('/forecast', asked.metric, members, when, price),
    unused: unusedBut(reading, ['members', 'periods', 'change']),
  }
}

export function kpiOnlyLine(command: string, reading: Reading): Line | NoLine {
  const asked = oneKpi(reading)
  if ('because' in asked) return asked
  const [period] = reading.periods
  const days = period?.kind === 'last' ? String(period.days) : ''
  return {
    line: writeLine(command, asked.metric, days),
    unused: unusedBut(reading, days === '' ? [] : ['periods']),
  }
}

function oneKpi({ metrics, products }: Reading): NoLine | { readonly metric: Metric } {
  const [metric, second] = metrics
  if (!metric) return { because: 'Name a KPI, such as revenue or conversion.', isVague: true }
  if (second) return { because: `One KPI at a time: ${metric.label} or ${second.label}.` }
  if (products[0] !== undefined)
    return {
      because: `${metric.label} is not measured by product; what is known of ${products[0]} is its price and its stock.`,
      didYouMean: `/price ${quoted(products[0])}`,
    }
  return { metric }
}

function onePeriod({ periods }: Reading): NoLine | Named | null {
  const [period, second] = periods
  if (!period || period.kind === 'no-such-day') return null
  if (second) return { because: `One period at a time: ${periods.map(sayPeriod).join(' or ')}.` }
  return period
}
