import type { SeenFile } from './seen.ts'

interface Hint {
  readonly zone: string
  readonly currency: string
}

/** Where most of a shop's rows name a place, its clock and its money are likely those of the place: offered, then asked. */
const PLACES: readonly (readonly [places: string, zone: string, currency: string])[] = [
  ['united kingdom|great britain|uk|gb|england', 'Europe/London', 'GBP'],
  ['germany|deutschland|de', 'Europe/Berlin', 'EUR'],
  ['austria|österreich|at', 'Europe/Vienna', 'EUR'],
  ['switzerland|schweiz|ch', 'Europe/Zurich', 'CHF'],
  ['france|fr', 'Europe/Paris', 'EUR'],
  ['spain|españa|es', 'Europe/Madrid', 'EUR'],
  ['italy|italia|it', 'Europe/Rome', 'EUR'],
  ['netherlands|nederland|nl', 'Europe/Amsterdam', 'EUR'],
  ['poland|polska|pl', 'Europe/Warsaw', 'PLN'],
  ['sp|rj|mg|rs|pr|brazil|brasil|br', 'America/Sao_Paulo', 'BRL'],
  ['united states|usa|us|ny|ca|tx', 'America/New_York', 'USD'],
  ['china|中国|cn', 'Asia/Shanghai', 'CNY'],
  ['japan|日本|jp', 'Asia/Tokyo', 'JPY'],
]

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/€|\beur\b/i, 'EUR'],
  [/£|\bgbp\b/i, 'GBP'],
  [/r\$|\bbrl\b/i, 'BRL'],
  [/\busd\b|us\$/i, 'USD'],
  [/\bchf\b/i, 'CHF'],
  [/zł|\bpln\b/i, 'PLN'],
]

export function hintOf(files: readonly SeenFile[]): Hint | null {
  const columns = files.flatMap((file) => file.columns)
  const place = columns
    .filter(({ top, numbers, times }) => top > 0.25 && numbers < 0.5 && times < 0.5)
    .flatMap(({ values, top }) => {
      const named = values[0]?.toLowerCase() ?? ''
      const found = PLACES.find(([places]) => places.split('|').includes(named))
      return found ? [{ zone: found[1], currency: found[2], top }] : []
    })
    .sort((a, b) => b.top - a.top)[0]
  const sign = columns.flatMap(({ name, values, numbers }) =>
    SIGNS.filter(
      ([sign]) => sign.test(name) || (numbers > 0.5 && values.slice(0, 3).every((v) => sign.test(v))),
    ),
  )[0]
  if (!place && !sign) return null
  return { zone: place?.zone ?? 'UTC', currency: sign?.[1] ?? place?.currency ?? 'EUR' }
}
