import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** While a new shop is read for the first time: one message, edited. */
export const firstDayWords = (f: Format) => ({
  title: (shop: string) => `Floorwalker is reading ${shop} for the first time`,
  ready: (shop: string) => `Floorwalker has read ${shop}`,
  steps: {
    connect: 'Connect to Slack',
    collect: 'Read the sources',
    build: 'Build tables and KPIs',
    judge: 'Look for anomalies, forecast every KPI',
    advise: 'Learn models, work out suggestions',
    digest: 'Write the first digest',
  },
  /** `share` is null where a source does not say how much there is */
  reading: (one: { share: number | null; rows: number }) =>
    one.share === null
      ? `${plural(one.rows, 'row')} so far`
      : `${Math.floor(100 * one.share)} %, ${plural(one.rows, 'row')} so far`,
  from: (day: string) => `data from ${f.shortDay(day)} on`,
  took: (minutes: number) =>
    `It took ${plural(Math.max(1, minutes), 'minute')}. The digest follows; from now on it comes every morning. Type /floorwalker for all commands.`,
  noData: (faults: readonly string[]) =>
    faults.length === 0
      ? 'The sources have sent nothing yet. I try again every 15 minutes.'
      : `No data has come yet. ${faults.join(' ')} I try again every 15 minutes.`,
})
