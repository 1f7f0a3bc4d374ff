const DAY_MS = 86_400_000

/** How many steps of a numbered time make a year, told by what the column is called; null when it does not say. */
export function periodLength(name: string): number | null {
  if (/week|wk/i.test(name)) return 52.18
  if (/month/i.test(name)) return 12
  if (/quarter/i.test(name)) return 4
  if (/day|date/i.test(name)) return 365.25
  return null
}

/**
 * Trend and season as columns: the time itself, and two waves a year where at least a year was seen. Days in ISO 8601
 * or with slashes, months, or numbers; null when some are neither.
 */
export function calendarOf(
  times: readonly (string | null)[],
  stepsAYear: number | null,
): Float64Array[] | null {
  const slashed = times.find((time) => time && /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})/.test(time))
  const isDayFirst = times.some((time) => Number(/^(\d{1,2})[/.]/.exec(time ?? '')?.[1]) > 12)
  const isNumber = times.every((time) => time === null || Number.isFinite(Number(time)))
  const at = times.map((time) => {
    if (time === null) return Number.NaN
    if (isNumber) return Number(time)
    if (!slashed) return Date.parse(`${time.slice(0, 10)}Z`.replace(/^(\d{4}-\d{2})Z$/, '$1-01Z')) / DAY_MS
    const [, a = 0, b = 0, year = 0] = (/^(\d{1,2})[/.](\d{1,2})[/.](\d{4})/.exec(time) ?? []).map(Number)
    return Date.UTC(year, (isDayFirst ? b : a) - 1, isDayFirst ? a : b) / DAY_MS
  })
  const told = at.filter((time) => !Number.isNaN(time))
  if (told.length < times.filter((time) => time !== null).length || told.length === 0) return null
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const time of told) {
    first = Math.min(first, time)
    last = Math.max(last, time)
  }
  if (last === first) return []
  const trend = Float64Array.from(at, (time) => (time - first) / (last - first))
  const year = isNumber ? stepsAYear : 365.25
  if (year === null || last - first < 0.95 * year) return [trend]
  const wave = (shape: (angle: number) => number, times: number) =>
    Float64Array.from(at, (time) => shape((2 * Math.PI * times * time) / year))
  return [trend, wave(Math.sin, 1), wave(Math.cos, 1), wave(Math.sin, 2), wave(Math.cos, 2)]
}
