import type { ColumnFrom } from '../contract/lake.ts'
import { text } from '../engine/duckdb.ts'
import type { Reader } from './reader.ts'

type FromFile = Extract<ColumnFrom, { from: string }>

/** The text of a column: of one or two of the file, and what its values stand for where that is said. */
export function madeOf(from: FromFile, reader: Pick<Reader, 'value'>): string {
  return mapped(joined(from, reader), from.map)
}

function joined({ from, and }: FromFile, reader: Pick<Reader, 'value'>): string {
  if (and === undefined) return reader.value(from)
  const parts = [from, and].map((one) => `nullif(trim(${reader.value(one)}), '')`)
  return `nullif(concat_ws(' ', ${parts.join(', ')}), '')`
}

function mapped(value: string, map: Readonly<Record<string, string>> = {}): string {
  const cases = Object.entries(map).map(([is, means]) => `when ${text(is)} then ${text(means)}`)
  return cases.length === 0 ? value : `case trim(${value}) ${cases.join(' ')} else ${value} end`
}
