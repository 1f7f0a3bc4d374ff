import { basename } from 'node:path'
import { readTable, textsOf } from '../../lake/ingest/read-table.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { type Calendar, yearless } from '../../models/calendar/calendar.ts'
import { daysOf } from './read-times.ts'
import { dateColumn } from './series-columns.ts'

const END = /^(?:end.*|last|to|until|.*_end)$/i
const NAME = /^(?:name|title|event|campaign|promo(?:tion)?|holiday|sale|label|kind|type|what|description)$/i
/** a mistyped year must not name a century */
const LONGEST_DAYS = 92
const UNNAMED = 'campaign'

/**
 * `--calendar`: the shop's own days that are not ordinary, a row each: date, the last day where there are several, and a
 * name, by which days of other years are told to be the same (`Double 11 2025` is `Double 11`).
 */
export async function readCalendar(
  path: string,
): Promise<{ readonly days: Calendar; readonly notes: readonly string[] }> {
  const table = await readTable(path)
  const names = [...table.columns.keys()]
  const date = dateColumn(table)
  if (date === undefined)
    throw new Fault(
      `No column of ${basename(path)} holds dates.`,
      'A calendar has a row for each campaign: date, end (where it lasted), name.',
    )
  const end = names.find((name) => name !== date && END.test(name))
  const rest = names.filter((name) => name !== date && name !== end)
  const name =
    rest.find((one) => NAME.test(one)) ?? rest.find((one) => table.columns.get(one)?.kind === 'text')
  const [firsts, lasts] = [daysOf(table, date), end === undefined ? [] : daysOf(table, end)]
  const titles = name === undefined ? [] : textsOf(table, name)
  const days = new Map<Day, string>()
  let left = 0
  for (let row = 0; row < table.rows; row++) {
    const first = firsts[row] ?? null
    const last = lasts[row] ?? first
    if (first === null || last === null || last < first || last > addDays(first, LONGEST_DAYS)) left++
    else
      for (let day = first; day <= last; day = addDays(day, 1))
        days.set(day, yearless(titles[row] ?? UNNAMED))
  }
  if (days.size === 0)
    throw new Fault(
      `No row of ${basename(path)} names a day in "${date}".`,
      'A calendar has a row for each campaign: date, end (where it lasted), name.',
    )
  return {
    days,
    notes: [
      `Calendar: ${plural(days.size, 'day')} by "${date}"${end ? ` to "${end}"` : ''}, ${name ? `called by "${name}"` : 'all of one name'}.`,
      ...(left > 0
        ? [
            `${plural(left, 'row')} of the calendar left out: no day, or no span of at most ${LONGEST_DAYS} days.`,
          ]
        : []),
    ],
  }
}
