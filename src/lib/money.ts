/** ISO 4217 codes whose minor unit is not a hundredth. */
const MINOR_DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
])

export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2
}

/** In major units, for files and fields that a machine or a form takes: 1850 cents are `18.50`, 1850 yen `1850`. */
export function plainAmount(cents: number, currency: string): string {
  return (cents / majorUnit(currency)).toFixed(minorDigits(currency))
}

/** One major unit (a euro) in minor units (cents). */
export function majorUnit(currency: string): number {
  return 10 ** minorDigits(currency)
}
