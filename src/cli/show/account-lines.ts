import type { Account } from '../../lake/contract/lake.ts'
import { plural, showNumber } from '../../lib/text.ts'

/**
 * Where every row went, as lines for a terminal:
 * `order_lines  541,909 in = 530,000 clean + 5,268 merged + 6,641 quarantined`, then one line a reason.
 */
export function accountLines(accounts: readonly Account[]): string[] {
  const told = accounts.filter(({ rowsIn }) => rowsIn > 0)
  const width = Math.max(0, ...told.map(({ table }) => table.length))
  const digits = Math.max(0, ...told.map(({ rowsIn }) => showNumber(rowsIn).length))
  const right = (count: number) => showNumber(count).padStart(digits)
  return told.flatMap(({ table, rowsIn, clean, merged, quarantined, reasons }) => {
    const off = rowsIn - clean - merged - quarantined
    const sum = `${right(rowsIn)} in = ${right(clean)} clean + ${right(merged)} merged + ${right(quarantined)} quarantined`
    return [
      `${table.padEnd(width)}  ${sum}${off === 0 ? '' : `  (off by ${plural(off, 'row')})`}`,
      ...reasons.map(({ reason, rows }) => `${''.padEnd(width)}  ${right(rows)} ${reason}`),
    ]
  })
}
