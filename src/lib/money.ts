/** ISO 4217 codes whose minor unit is not a hundredth. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  KWD: 3,
  BHD: 3,
  JOD: 3,
}

export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2
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
