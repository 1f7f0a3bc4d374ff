import { plural } from '../../../lib/text.ts'

/** What is said where there is nothing to answer with yet, and what to do about it. */
export const missingWords = () => ({
  noData: 'No data yet.',
  noProducts: 'No products yet.',
  noSource:
    'No source is set up: run “floorwalker source add” for a shop or a database, or “floorwalker import” for files.',
  failing: (failed: number, all: number, first: string, error: string) =>
    `${plural(failed, 'source')} of ${all} failed: ${first} (${error}). /sources lists them all.`,
  collecting: (done: number, all: number, minutes: number | null) =>
    `Data is being collected: ${done} of ${plural(all, 'source')}${minutes === null ? '' : `, about ${plural(minutes, 'minute')}`}. Ask again then; /sources shows each.`,
  building: (all: number) =>
    `All ${plural(all, 'source')} were read; the tables are built within 15 minutes. If nothing changes, /sources shows what each has delivered.`,
})
