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

/** One major unit (a euro) in minor units (cents). */
export function majorUnit(currency: string): number {
  return 10 ** minorDigits(currency)
}

/** `showMoney(123456, 'EUR')` is `€1,234.56`; amounts of 10,000 and more lose their cents. */
export function showMoney(cents: number, currency: string): string {
  const digits = minorDigits(currency)
  const amount = cents / 10 ** digits
  const shown = Math.abs(amount) >= 10_000 ? 0 : digits
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).format(amount)
}
