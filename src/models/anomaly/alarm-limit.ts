/** relative size of the changes that matter, as the standard deviation of their logarithm: a third up or down */
const TYPICAL_CHANGE = 0.35
/** the relative standard deviation at which the limit is the one asked: a day of about 100 events */
const REFERENCE_SD = 0.1

/**
 * The alarm limit, in standard deviations, of a value whose relative standard deviation is `sd`: that of equal evidence.
 * With changes spread as N(0, .35^2) the Bayes factor against chance is about exp(z^2 / 2) / sqrt(1 + .35^2 / sd^2), so
 * the same odds need a larger z where half a percent can be seen, and a smaller one where only a collapse can. Use it where
 * one limit for all sizes would spend its false alarms on great shops that moved by next to nothing. Source: Jeffreys,
 * "Theory of Probability", chapter 5; Kass and Raftery 1995. The change and the reference are round numbers, not fitted.
 * `limitAt(3.5, 0.1)` is `3.5`, `limitAt(3.5, 0.01)` is `4.10`, `limitAt(3.5, 0.5)` is `3.17`.
 */
export function limitAt(limit: number, sd: number): number {
  if (!(sd > 0)) return limit
  const room = (one: number) => Math.log1p((TYPICAL_CHANGE / one) ** 2)
  return Math.sqrt(limit ** 2 + room(sd) - room(REFERENCE_SD))
}
