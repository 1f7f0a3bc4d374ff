import { addDays, type Day } from '../lib/days.ts'

/** A read is of about so many rows, so that taking it over never holds the event loop for long. */
const ROWS_A_READ = 10_000

/** Whole days from one to before another, and how many rows they bring. */
export interface DayRun {
  readonly from: Day
  readonly to: Day
  readonly rows: number
}

/** Runs of whole days that bring about `ROWS_A_READ` rows each; days in order. */
export function runsOfDays(days: readonly { readonly day: Day; readonly rows: number }[]): DayRun[] {
  const runs: DayRun[] = []
  for (const { day, rows } of days) {
    const last = runs.at(-1)
    const to = addDays(day, 1)
    if (last && last.rows + rows <= ROWS_A_READ)
      runs[runs.length - 1] = { ...last, to, rows: last.rows + rows }
    else runs.push({ from: day, to, rows })
  }
  return runs
}
