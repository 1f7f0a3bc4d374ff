import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** /sources: where the data comes from, how fresh each source is, and what was wrong with it. */
export const sourcesWords = (f: Format) => ({
  none: 'No source yet. In a terminal, floorwalker source add makes one and floorwalker import loads files.',
  title: 'Sources',
  titleOf: (name: string) => `Source ${name}`,
  line: (one: { sources: number; failing: number; rows: number; rejected: number }) =>
    `${plural(one.sources, 'source')}, ${one.failing === 0 ? 'none' : one.failing} late or failing; ${plural(one.rows, 'row')} so far, ${f.number(one.rejected)} rejected.`,
  caption: 'Sources: how long ago each was synced, and its newest row is from',
  columns: {
    source: 'Source',
    state: 'Status',
    sync: 'Last sync',
    newest: 'Newest row',
    late: 'Late after',
    rows: 'Rows',
    rejected: 'Rejected',
  },
  states: { ok: 'ok', late: 'late', failed: 'failed', never: 'never', imported: 'imported' },
  notListed: (state: string) => `${state}, not listed`,
  never: 'never',
  /** `47 min`, `3 h`, `4 d` */
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => `${count} d`,
  lastErrors: 'Last errors',
  warnings: 'Data quality warnings',
  rejectedRows: 'Rejected rows',
  rejectedFor: (name: string, rows: number, reason: string, example: string | null) =>
    `${name}: ${plural(rows, 'row')}, ${reason}${example === null ? '' : `; such as ${example}`}`,
  /** docs/sources.md says the same */
  gmvIs:
    'Tax and discounts: GMV is goods sold after discounts, without freight, and without tax where it is known',
  unstated: 'not stated: taken as prices without tax, discounts listed separately',
  toCheck: 'To check',
  named: (name: string, said: string) => `${name}: ${said}`,
  wrongGtins: (products: number, example: string) =>
    `${plural(products, 'product')} with a GTIN whose length or check digit is wrong, such as ${example}: not joined with other platforms`,
  unreadPages: (pages: number, error: string) =>
    `${plural(pages, 'page')} not read this time, such as: ${error}`,
  stopped: (pages: number, most: { minutes: number; pages: number }) =>
    `${plural(pages, 'page')} read in the last sync, which goes on at the next: one takes ${most.minutes} minutes or ${f.number(most.pages)} pages at most`,
  goesRound:
    'a page that had been there before came again, so it was read no further: ask the platform how its pages end',
  salesChanged: (since: Day) =>
    `what “sales” says changed on ${f.longDay(since)}: orders that came before count as they did until they come again`,
  leftOut: (part: 'refunds' | 'variations' | 'children', count: number, example: string) => {
    if (part === 'children')
      return `${plural(count, 'call')} for what belongs to a row failed and ${count === 1 ? 'is' : 'are'} made again: ${example}`
    return part === 'refunds'
      ? `refunds of ${plural(count, 'order')} could not be read and are asked for again: ${example}`
      : `variations of ${plural(count, 'product')} could not be read and are asked for again: ${example}`
  },
  more: (count: number) => `${count} more: name a source to see its parts.`,
  blocks: (rule: string, says: string) => `Nothing new is published (${rule}): ${says}`,
  unknown: (name: string) => `There is no source “${name}”.`,
  accept: {
    managersOnly: 'Only a manager may accept what a rule holds back.',
    unknown: (rule: string) => `No rule “${rule}” holds anything back.`,
    done: (until: Day, says: string) =>
      `Accepted until ${f.longDay(until)}: ${says} The next build publishes it and keeps the warning.`,
  },
})
