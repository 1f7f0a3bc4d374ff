import { addDays, type Day } from '../lib/days.ts'

const MOST = 14

/**
 * The days before `day` that no digest has told of: on Monday those of Friday and Saturday, where none is posted at
 * weekends. `isPosted` says whether one was due on a day; each tells of the day before.
 */
export function coveredDays(
  { day, slotDay }: { readonly day: Day; readonly slotDay: Day },
  isPosted: (day: Day) => boolean,
): Day[] {
  const quiet: Day[] = []
  for (let back = 1; back <= MOST; back++) {
    const before = addDays(slotDay, -back)
    if (isPosted(before)) return quiet.filter((one) => one < day).reverse()
    quiet.push(addDays(before, -1))
  }
  // posted more seldom than that: nobody expects every day of it
  return []
}
