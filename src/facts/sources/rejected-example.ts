import { RAW_TABLES, type RawTableName } from '../../lake/contract/schema.ts'
import { oneLine } from '../../lib/text.ts'

/** One of the rows that were rejected for a reason: as it landed, and its number in its page or file. */
interface RejectedRow {
  readonly table: string
  readonly reason: string
  readonly raw: string
  readonly row: number
}

const MOST_LETTERS = 40
/** of a row that was never taken apart: what calls itself an id, a number or a code */
const KEY_IN_TEXT = /"([\w.]*(?:id|Id|ID|key|number|no|nr|code|sku))"\s*:\s*"?([\w./-]{1,40})/g
const OF_A_PERSON = /customer|shopper|user|buyer|client|visitor|session|person|mail|phone|kunde/i

/** By what such a row is found where it came from: its key, and the value that is wrong. Nothing of who bought. */
export function exampleOf({ table, reason, raw, row }: RejectedRow): string {
  const fields = fieldsOf(raw)
  const spoken = fields ? [...keyOf(table, fields), ...wrongOf(table, reason, fields)] : keysIn(raw)
  return spoken.length > 0 ? spoken.join(', ') : `row ${row}`
}

type Fields = Readonly<Record<string, string>>

function fieldsOf(raw: string): Fields | null {
  try {
    const read: unknown = JSON.parse(raw)
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null
    return Object.fromEntries(
      Object.entries(read).flatMap(([name, value]) =>
        value === null || value === '' || typeof value === 'object' ? [] : [[name, String(value)]],
      ),
    )
  } catch {
    return null
  }
}

function isRaw(table: string): table is RawTableName {
  return Object.hasOwn(RAW_TABLES, table)
}

const isOfPerson = (table: RawTableName, column: string) => {
  const shopper: readonly string[] = RAW_TABLES[table].shopper
  return shopper.includes(column) || OF_A_PERSON.test(column)
}

function keyOf(table: string, fields: Fields): string[] {
  if (!isRaw(table)) return []
  const key: readonly string[] = RAW_TABLES[table].key
  const found = key.filter((one) => one !== 'platform' && one in fields && !isOfPerson(table, one))
  // what a source rejects by itself has names of its own
  const names = found.length > 0 ? found : Object.keys(fields).length <= 2 ? Object.keys(fields) : []
  return names.filter((one) => !isOfPerson(table, one)).map((one) => said(one, fields[one] ?? ''))
}

function wrongOf(table: string, reason: string, fields: Fields): string[] {
  if (!isRaw(table)) return []
  const key: readonly string[] = RAW_TABLES[table].key
  const named = new Set(reason.match(/\w+/g))
  return Object.keys(fields)
    .filter((one) => named.has(one) && !key.includes(one) && !isOfPerson(table, one))
    .slice(0, 2)
    .map((one) => said(one, fields[one] ?? ''))
}

function keysIn(raw: string): string[] {
  return [...raw.matchAll(KEY_IN_TEXT)]
    .filter(([, name = '']) => !OF_A_PERSON.test(name))
    .slice(0, 2)
    .map(([, name = '', value = '']) => said(name, value))
}

const said = (name: string, value: string) => `${name} ${oneLine(value, MOST_LETTERS)}`
