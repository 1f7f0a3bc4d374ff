/** Days as 20171125 among numbers. */
const COMPACT = { from: 19_000_101, to: 21_001_231 }
/** read as UTC, on whatever machine */
const ISO_WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?/

/**
 * Instants as seconds of the epoch from a column of unknown form: unix seconds, milliseconds or microseconds,
 * 20171125, ISO 8601, 25.11.2017 10:30 (the day first, unless that cannot be); NaN where a cell is none of these.
 */
export function secondsOf(values: Float64Array | readonly (string | null)[]): Float64Array {
  if (values instanceof Float64Array) return ofNumbers(values)
  const isMonthFirst = values.some((cell) => Number(DAY_FIRST.exec(cell?.trim() ?? '')?.[2]) > 12)
  return Float64Array.from(values, (cell) => (cell === null ? Number.NaN : ofText(cell.trim(), isMonthFirst)))
}

function ofNumbers(values: Float64Array): Float64Array {
  const known = values.filter((value) => Number.isFinite(value)).sort()
  const middle = known[Math.floor(known.length / 2)] ?? 0
  if (middle >= 1800 && middle <= 2200) return values.map((year) => Date.UTC(year, 0) / 1000)
  if (middle >= COMPACT.from && middle <= COMPACT.to) return values.map(ofCompact)
  const unit = middle > 1e14 ? 1e6 : middle > 1e11 ? 1e3 : 1
  return values.map((value) => value / unit)
}

function ofCompact(value: number): number {
  if (!(value >= COMPACT.from && value <= COMPACT.to)) return Number.NaN
  return Date.UTC(Math.floor(value / 10_000), (Math.floor(value / 100) % 100) - 1, value % 100) / 1000
}

function ofText(text: string, isMonthFirst: boolean): number {
  const parts = DAY_FIRST.exec(text)
  if (!parts) return Date.parse(ISO_WITHOUT_ZONE.test(text) ? `${text.replace(' ', 'T')}Z` : text) / 1000
  const [, first = '', second = '', year = '', hour = '0', minute = '0', seconds = '0'] = parts
  const [day, month] = isMonthFirst ? [second, first] : [first, second]
  return Date.UTC(+year, +month - 1, +day, +hour, +minute, +seconds) / 1000
}
