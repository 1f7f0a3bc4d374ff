import type { ColumnChange } from '../../../lib/broken-seen.ts'
import type { Day } from '../../../lib/days.ts'
import { oneLine, plural, showNumber, showPercent } from '../../../lib/text.ts'
import type { Look, Quality } from '../../contract/rule.ts'
import type { OddDay } from './days.ts'
import type { Measured } from './scan.ts'

/** The first half of a finding: what was seen. The rule's own words follow after a colon. */

type Rows = Pick<Quality, 'rows'>

const shareOf = ({ rows }: Rows, { rows: all, found }: Measured) =>
  `${showPercent(found / all, 1)} of the ${rows} of this build (${showNumber(found)} of ${showNumber(all)})`

export function key({ rows }: Rows, found: number): string {
  return `${showNumber(found)} of the ${rows} share their key with another or have none`
}

export function share(
  quality: Rows,
  look: Extract<Look, { kind: 'share' | 'known' | 'waiting' }>,
  measured: Measured,
): string {
  const what =
    look.kind === 'share'
      ? look.what
      : look.kind === 'waiting'
        ? 'are of orders that have not come'
        : `name ${look.to} of which there is no record`
  return `${shareOf(quality, measured)} ${what}`
}

export function ofOrder(quality: Rows, measured: Measured): string {
  return `${shareOf(quality, measured)} are of orders that were never seen`
}

export function priceScale({ rows }: Rows, ratio: number): string {
  return `The typical price of the ${rows} is ${showNumber(ratio, 3)} times the list price`
}

export function paid({ rows, found }: Measured): string {
  return `${showPercent(found / rows, 1)} of the orders (${showNumber(found)} of ${showNumber(rows)}) were not paid what their lines and freight add up to`
}

export function paidScale(ratio: number): string {
  return `The typical order was paid ${showNumber(ratio, 2)} times what its lines and freight add up to`
}

export function behind(
  { rows }: Rows,
  lag: { readonly days: number; readonly since: Day; readonly rows: number; readonly of: string },
): string {
  return `The last ${rows} are of ${lag.since}, ${plural(lag.days, 'day')} before the last of ${lag.of.replace('_', ' ')} (${plural(lag.rows, 'row')} since)`
}

export function volume({ rows }: Rows, { day, rows: found, usual }: OddDay): string {
  return `${day} has ${showNumber(found)} ${rows} where about ${showNumber(usual)} are usual on that weekday`
}

export function columns(changes: readonly ColumnChange[]): string {
  return changes
    .map(({ source, column, share: now, before }) =>
      before === undefined
        ? `${source} has begun to fill ${column} (${showPercent(now, 0)} of its rows)`
        : `${source} fills ${column} in ${showPercent(now, 0)} of its rows, at least ${showPercent(before, 0)} before`,
    )
    .join('; ')
}

export function refused(
  { rows }: Rows,
  { rows: all, found, reason }: Measured & { readonly reason: string | null },
): string {
  const mostly = reason === null ? '' : `, mostly because ${oneLine(reason, 80)}`
  return `${showPercent(found / all, 1)} of the ${rows} that landed were refused (${showNumber(found)} of ${showNumber(all)})${mostly}`
}
