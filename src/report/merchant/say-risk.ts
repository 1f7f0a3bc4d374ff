import type { Locale } from '../words/locale.ts'

/** `At risk of leaving: 34 % without a sale in the next 30 days. It raises it: no sale for 40 days, fewer orders lately.` */
export function sayRisk(
  { probability, drivers }: { readonly probability: number; readonly drivers: readonly string[] },
  locale: Locale,
): string {
  const { risk, drivers: named } = locale.words.merchant
  return risk(
    locale.percent(Math.min(0.99, Math.max(0.01, probability)), 0),
    drivers.flatMap((driver) => named[driver] ?? []),
  )
}
