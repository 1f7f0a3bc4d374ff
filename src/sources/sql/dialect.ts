import type { SqlReader } from '../source.ts'

/** What two databases say differently. Every string is SQL with `?` for a value and `??` for a column. */
export interface SqlDialect {
  /** the type that holds any text */
  readonly text: string
  /** a column as the text that is landed */
  asText(column: string): string
  /** a column as it is compared with words, letter for letter; nothing is '' */
  compared(column: string): string
  /** a word of the sources file as the column holds it */
  word(column: string, word: string): string
  /** rows after a place, in the order of cursor and id */
  after(place: {
    readonly cursor: string
    readonly id: string
    readonly at: string
    readonly last: string
  }): Told
  /** rows whose cursor is later than so many seconds before `at` */
  since(cursor: string, at: string, seconds: number): Told
}

interface Told {
  readonly sql: string
  readonly bindings: readonly string[]
}

export function dialectOf(url: string): 'postgres' | 'mysql' | null {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  if (/^postgres(ql)?:$/.test(protocol)) return 'postgres'
  return /^(mysql|mariadb):$/.test(protocol) ? 'mysql' : null
}

export const postgres: SqlDialect = {
  text: 'text',
  asText: () => 'cast(?? as text)',
  compared: () => "coalesce(trim(cast(?? as text)), '')",
  word: (_, word) => word,
  after: ({ cursor, id, at, last }) => ({ sql: '(??, ??) > (?, ?)', bindings: [cursor, id, at, last] }),
  since: (cursor, at, seconds) => {
    const type = /[+-]\d\d(:?\d\d)?$/.test(at) ? 'timestamptz' : 'timestamp'
    return { sql: `?? > cast(? as ${type}) - interval '${seconds} seconds'`, bindings: [cursor, at] }
  },
}

/** MySQL has no type of its own for yes and no. */
const YES_NO = /^(tinyint|bit)$/
const YES_NO_WORDS: Readonly<Record<string, string>> = { true: '1', false: '0' }
const WHOLE = /^(tiny|small|medium|big)?int$|^decimal$/

/**
 * MySQL and MariaDB. A `timestamp` is an instant and is told in UTC with its offset, for the session's zone is UTC; a
 * `datetime` is what the clock on the wall said and carries none. Numbers are compared as decimals: against text they
 * would be compared as doubles, and long keys would be passed over.
 */
export async function mysqlOf(reader: SqlReader, table: string): Promise<SqlDialect> {
  const [name = '', schema] = table.split('.').reverse()
  const known = await reader.rows(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = ${schema ? '?' : 'database()'} and table_name = ?`,
    schema ? [schema, name] : [name],
  )
  const types = new Map(known.map((row) => [row.name?.toLowerCase() ?? '', row.type?.toLowerCase() ?? '']))
  const typeOf = (column: string) => types.get(column.toLowerCase()) ?? ''
  const value = (column: string) => (WHOLE.test(typeOf(column)) ? 'cast(? as decimal(65, 10))' : '?')
  return {
    text: 'char',
    asText: (column) =>
      typeOf(column) === 'timestamp' ? "concat(cast(?? as char), '+00:00')" : 'cast(?? as char)',
    // collations take Order for order and é for e: bytes do not. A bit is a byte, unless it is reckoned with
    compared: (column) => {
      const text = `cast(?? ${typeOf(column) === 'bit' ? '+ 0 ' : ''}as char)`
      return `cast(coalesce(trim(${text}), '') as binary)`
    },
    word: (column, word) => (YES_NO.test(typeOf(column)) ? (YES_NO_WORDS[word] ?? word) : word),
    after: ({ cursor, id, at, last }) => ({
      sql: `(?? > ${value(cursor)} or (?? = ${value(cursor)} and ?? > ${value(id)}))`,
      bindings: [cursor, at, cursor, at, id, last],
    }),
    since: (cursor, at, seconds) => ({
      sql: `?? > cast(? as datetime(6)) - interval ${seconds} second`,
      bindings: [cursor, at],
    }),
  }
}
