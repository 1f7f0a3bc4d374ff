import type { Reading } from '../reading.ts'
import type { Known } from '../vocabulary.ts'
import { writeChange, writeLine } from '../write.ts'
import type { Line, NoLine } from './line.ts'
import { notToday, unusedBut } from './line.ts'

/** A product, or all of a merchant or a category. */
function subjectOf({ products, members }: Reading): {
  readonly subject: string | null
  readonly left: string[]
} {
  const [product, ...more] = products
  const { merchant, category, ...others } = members
  const subject = product ?? merchant ?? category ?? null
  const named = [product, merchant, category].filter((one) => one !== undefined)
  return { subject, left: [...more, ...Object.values(others), ...named.filter((one) => one !== subject)] }
}

export function priceLine(reading: Reading, known: Known): Line | NoLine {
  const { subject, left } = subjectOf(reading)
  const { change, money } = reading.amounts
  const today = { ...reading, ...notToday(reading, known) }
  // all advice on prices is among the suggestions; what one price would do is asked of a product
  if (subject === null && reading.view === 'all' && money.length === 0 && change === null)
    return { line: '/actions open price', unused: [...left, ...unusedBut(today, ['members', 'products'])] }
  if (subject === null) return { fault: { code: 'noProductNamed' }, isVague: true }
  const [amount, ...more] = money
  // to raise it by 2 euros is no price of 2 euros
  const isBy = amount !== undefined && /(?:\bby|[降涨加减]价?了?)\s*$/iu.test(amount.before)
  const what = amount ? amount.written : change === null ? '' : writeChange(change)
  return {
    line: writeLine('/price', subject, what),
    unused: [
      ...left,
      ...(isBy ? [amount.written] : []),
      ...more.map(({ written }) => written),
      ...unusedBut(today, ['members', 'products', 'money', 'change']),
    ],
  }
}

export function restockLine(reading: Reading, known: Known): Line | NoLine {
  const { subject, left } = subjectOf(reading)
  const [budget, ...more] = reading.amounts.money
  const { top } = reading.amounts
  // what is to last until Christmas is ordered now
  const isForLater = /\b(?:for|before|until|till|ahead of|by)\b|前|备战|备货|迎/iu.test(reading.original)
  const today = { ...reading, ...(isForLater ? { periods: [] } : notToday(reading, known)) }
  return {
    line: writeLine(
      '/restock',
      subject,
      top === null ? '' : `top ${top}`,
      budget ? `budget=${budget.written}` : '',
    ),
    unused: [
      ...left,
      ...more.map(({ written }) => written),
      ...unusedBut(today, ['members', 'products', 'money', 'top']),
    ],
  }
}

export function recommendLine(reading: Reading): Line | NoLine {
  const { audience } = reading
  const { subject, left } = subjectOf(reading)
  const whom = subject ?? audience
  if (whom === null || whom === 'all' || whom === reading.members.category)
    return {
      fault: { code: 'noAudienceNamed' },
      isVague: true,
    }
  return {
    line: writeLine('/recommend', whom),
    unused: [
      ...left,
      ...(audience !== null && whom !== audience ? [audience] : []),
      ...unusedBut(reading, ['members', 'products', 'audience']),
    ],
  }
}
