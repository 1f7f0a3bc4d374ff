import { type Day, isDay } from '../lib/days.ts'
import type { ImportedDay, ReadDays } from './imported.ts'

const FIRST = /^(?:day|date|first|first_day|start|starts?|begin|from|日期|开始|开始日期)$/iu
const LAST = /^(?:last|last_day|end|ends?|to|until|till|结束|结束日期)$/iu
const NAME = /^(?:name|title|summary|event|holiday|promotion|campaign|名称|节日|活动)$/iu
const KIND = /^(?:kind|type|类型)$/iu
const SEGMENT =
  /^(?:segment|scope|of|category|merchant|region|platform|channel|范围|类目|商家|地区|平台|渠道)$/iu
const DIMENSIONS: Readonly<Record<string, string>> = {
  ...{ category: 'category', merchant: 'merchant', region: 'region', platform: 'platform' },
  ...{
    channel: 'channel',
    类目: 'category',
    商家: 'merchant',
    地区: 'region',
    平台: 'platform',
    渠道: 'channel',
  },
}

/**
 * CSV, or cells copied from a spreadsheet: a row each with a day and a name, and if there are such columns the last day, the
 * kind, and what it is of (`segment`, or `category`, `merchant`, `region`, `platform`).
 */
export function readDayRows(text: string): ReadDays {
  const [head = [], ...rows] = cellsOf(text)
  const at = (shape: RegExp) => head.findIndex((name) => shape.test(name.trim()))
  const [first, last, name, kind] = [at(FIRST), at(LAST), at(NAME), at(KIND)]
  if (first < 0 || name < 0) return { kind: 'unreadable', because: 'no-columns' }
  const parts = head.flatMap((label, i) => (SEGMENT.test(label.trim()) ? [{ label: label.trim(), i }] : []))
  const days = rows.map((row): ImportedDay | null => {
    const firstDay = dayFrom(row[first] ?? '')
    const lastDay = last < 0 || (row[last] ?? '').trim() === '' ? firstDay : dayFrom(row[last] ?? '')
    const called = (row[name] ?? '').trim()
    if (firstDay === null || lastDay === null || lastDay < firstDay || called === '') return null
    const scope = parts.flatMap(({ label, i }) => segmentFrom(label, (row[i] ?? '').trim())).join(' ')
    return { name: called, kind: kindFrom(row[kind] ?? ''), firstDay, lastDay, scope }
  })
  const found = days.filter((day) => day !== null)
  return { kind: 'days', days: found, left: days.length - found.length, called: null }
}

export function kindFrom(typed: string): ImportedDay['kind'] {
  if (/^\s*(?:promotion|promo|sale|campaign|促销|活动|大促)s?\s*$/iu.test(typed)) return 'promotion'
  return /^\s*(?:(?:public )?holiday|feast|假日|节日|节假日)s?\s*$/iu.test(typed) ? 'holiday' : null
}

function segmentFrom(label: string, typed: string): string[] {
  if (typed === '' || /^(?:all|everything|全部)$/iu.test(typed)) return []
  const dimension = DIMENSIONS[label.toLowerCase()]
  return [dimension === undefined ? typed : `${dimension}=${typed}`]
}

/** `2026-11-27`, `2026/11/27`, `27.11.2026`; what may be read in two ways is none. */
function dayFrom(typed: string): Day | null {
  const text = typed.trim().slice(0, 10)
  const [, year, month = '', date = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(text) ?? []
  const [, german = '', ofMonth = '', ofYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text) ?? []
  const day =
    year === undefined
      ? `${ofYear}-${ofMonth.padStart(2, '0')}-${german.padStart(2, '0')}`
      : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : null
}

/** RFC 4180, by comma, semicolon or tab, whichever the first line has. */
function cellsOf(text: string): string[][] {
  const [line = ''] = text.split('\n')
  const by = ['\t', ';', ','].find((one) => line.includes(one)) ?? ','
  const rows: string[][] = []
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false]
  const end = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    end()
    if (row.some((one) => one.trim() !== '')) rows.push(row)
    row = []
  }
  const all = text.replace(/^\uFEFF/u, '')
  for (let i = 0; i < all.length; i++) {
    const sign = all[i] ?? ''
    if (isQuoted && sign === '"' && all[i + 1] === '"') cell += all[++i]
    else if (sign === '"') isQuoted = !isQuoted
    else if (isQuoted || ![by, '\n', '\r'].includes(sign)) cell += sign
    else if (sign === by) end()
    else if (sign === '\n') endRow()
  }
  endRow()
  return rows
}
