import { numberFrom } from '../lib/amount.ts'

/** as amounts are typed */
const SHORT: Readonly<Record<string, string>> = { thousand: 'k', mio: 'm', million: 'm' }

/** `2.8` and `m` are 2800000; null where the unit is no scale. */
export function scaled(number: string, unit: string): string | null {
  const small = unit.toLowerCase()
  if (!/^(?:k|m|万|千|thousand|mio|million)$/u.test(small)) return null
  const value = numberFrom(`${number}${SHORT[small] ?? small}`)
  return value === null ? null : String(value)
}
