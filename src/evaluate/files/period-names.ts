/** Whether a column is called like a period: a date, or a number with or without the letter of its unit. */
export const isPeriodName = (name: string) =>
  /^(?:d|w|m|day|week|month|period|t|p)?[_\s-]?\d{1,4}$/i.test(name) || isDateName(name)

export function isDateName(name: string): boolean {
  return (
    /^(?:19|20)\d{2}[-/.]?(?:0?[1-9]|1[0-2])(?:[-/.]?\d{1,2})?$/.test(name) ||
    /^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/.test(name) ||
    /^[A-Za-z]{3,9}[ -]?(?:19|20)\d{2}$/.test(name)
  )
}

/** More than four columns in five are called like periods: a row is an item, a column a period. */
export function namePeriods(names: readonly string[]): boolean {
  const periods = names.filter((name) => isPeriodName(name)).length
  return names.length > 3 && periods > 0.8 * (names.length - 1)
}
