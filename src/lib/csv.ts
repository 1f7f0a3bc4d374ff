import { oneLine } from './text.ts'

/** A table as CSV (RFC 4180), for a person's spreadsheet. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Quoted where needed; text a spreadsheet would run as a formula gets a quote mark in front. */
function cell(value: string | number): string {
  const text = oneLine(String(value))
  const safe = typeof value === 'string' && /^[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
