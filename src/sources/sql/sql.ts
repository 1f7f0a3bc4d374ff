import { z } from 'zod'
import { RAW_TABLE_NAMES, RAW_TABLES, type RawTableName } from '../../lake/contract/schema.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import {
  type Answers,
  COMMON_ASKS,
  type Connector,
  common,
  PROPOSE,
  type SourceContext,
  secretOf,
  variable,
} from '../connector.ts'
import { type TextRow, toPages } from '../rows/to-pages.ts'
import { where } from '../rows/where.ts'
import type { Cursor, Page, Source, SourceClients, SqlReader } from '../source.ts'
import { unknownName } from '../yaml.ts'
import { dialectOf, mysqlOf, postgres, type SqlDialect } from './dialect.ts'
import { sampleSql, toldTable } from './sample.ts'

const column = z.string().regex(/^[A-Za-z_][A-Za-z0-9_$]*$/, 'is not the name of a column')

const table = z.strictObject({
  /** the table or view in their database */
  from: z.string().regex(/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)?$/, 'is not the name of a table'),
  /** a column that grows with every change: the time of the last one, or a serial number where rows never change */
  cursor: column,
  /** tells rows apart whose cursor is the same */
  id: column,
  /** of the raw table -> of theirs, or a constant */
  columns: z.record(z.string(), z.union([column, z.strictObject({ constant: z.string() })])),
  /** which of their rows are taken, by columns of theirs */
  where: where.default({}),
})

const shape = z.strictObject({
  ...common,
  /** the environment variable that holds postgres://user:password@host/name, or mysql:// */
  database: variable,
  /** how far back a run looks again: a transaction is dated before it is seen */
  overlap_seconds: z.number().int().min(0).default(120),
  tables: z.record(z.string(), table),
})

type Told = z.output<typeof table>

/** Tables of somebody's PostgreSQL, MySQL or MariaDB. */
export const sql: Connector = {
  feed: shape.transform((given) => (beside: SourceContext) => sqlFeeds(given, beside)),
  asks: [
    {
      field: 'database',
      ask: 'The environment variable that holds postgres:// or mysql://user:password@host/name',
      isSecret: true,
    },
    { field: 'from', ask: 'The tables or views in their database, one or several' },
    { field: 'table', ask: `The table it fills, or ${PROPOSE}: from some of their rows`, otherwise: PROPOSE },
    ...[
      { field: 'cursor', ask: 'Its column that grows with every change', otherwise: 'updated_at' },
      { field: 'id', ask: 'Its column that tells rows apart', otherwise: 'id' },
      { field: 'columns', ask: 'Its columns, as order_id=id, ordered_at=created_at' },
      ...COMMON_ASKS,
    ].map((question) => ({ ...question, unless: isProposed })),
  ],
  told: ({ table: into = '', from, cursor, id, columns = '', ...fields }) => ({
    ...fields,
    tables: { [into]: { from, cursor, id, columns: pairsIn(columns) } },
  }),
  proposes: {
    isAsked: isProposed,
    sample: ({ database = '', from = '' }, { secret, ...at }) =>
      sampleSql({ url: secretOf({ name: database, secret }, database), from }, at),
    told: ({ database }, { tables, zone, currency }) => [
      {
        suffix: '',
        said: {
          database,
          zone,
          currency,
          tables: Object.fromEntries(tables.map((one) => [one.table, toldTable(one)])),
        },
      },
    ],
  },
}

function isProposed({ table }: Answers): boolean {
  return table === PROPOSE
}

function pairsIn(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((word) => word.trim()))
  return Object.fromEntries(pairs.map(([name = '', theirs = name]) => [name, theirs]))
}

function sqlFeeds(given: z.output<typeof shape>, beside: SourceContext): Source[] {
  const { name, platform } = beside
  const url = secretOf(beside, given.database)
  if (dialectOf(url) === null)
    throw new Fault(
      `${name}: ${given.database} holds no postgres:// or mysql:// address.`,
      'Give it as mysql://user:password@host/name.',
    )
  return Object.entries(given.tables).map(([key, told]) => {
    const into = RAW_TABLE_NAMES.find((known) => known === key)
    if (!into)
      throw new Fault(
        `${name}: ${unknownName(key, 'a table', RAW_TABLE_NAMES)}.`,
        'Correct the sources file.',
      )
    checkColumns(name, into, told)
    return {
      name: `${name}/${into}`,
      platform,
      table: into,
      write: 'merge',
      zone: given.zone,
      currency: given.currency,
      freshWithinMinutes: given.fresh_within_minutes,
      pages: (from, clients) =>
        pages({ url, platform, table: into, told, overlap: given.overlap_seconds }, from, clients),
    }
  })
}

function checkColumns(feed: string, into: RawTableName, { columns }: Told): void {
  const allowed: readonly string[] = RAW_TABLES[into].columns
  const unknown = Object.keys(columns).find((name) => !allowed.includes(name))
  if (unknown)
    throw new Fault(
      `${feed}: ${unknownName(unknown, `a column of ${into}`, allowed)}.`,
      'Correct the sources file.',
    )
}

interface Feed {
  readonly url: string
  readonly platform: string
  readonly table: RawTableName
  readonly told: Told
  readonly overlap: number
}

const ROWS_A_PAGE = 5000
const place = z.object({ at: z.string(), id: z.string() })

async function* pages(feed: Feed, from: Cursor, clients: SourceClients): AsyncGenerator<Page, void, void> {
  await clients.http.admit(new URL(feed.url).hostname)
  const reader = await clients.openSql(feed.url)
  try {
    const says = dialectOf(feed.url) === 'mysql' ? await mysqlOf(reader, feed.told.from) : postgres
    let here = from === null ? null : place.parse(JSON.parse(from))
    let overlap = feed.overlap
    for (;;) {
      clients.signal.throwIfAborted()
      const found = await pageAfter({ reader, says, told: feed.told }, here, overlap)
      const last = found.at(-1)
      if (!last) break
      const next = { at: last._at ?? '', id: last._id ?? '' }
      yield* toPages(
        { [feed.table]: found.map(({ _at, _id, ...row }): TextRow => ({ ...row, platform: feed.platform })) },
        { at: '', here: JSON.stringify(here), next: JSON.stringify(next) },
      )
      here = next
      overlap = 0
      if (found.length < ROWS_A_PAGE) break
    }
    await tellUndated({ reader, says, told: feed.told })
  } finally {
    await reader.close()
  }
}

interface Asked {
  readonly reader: SqlReader
  readonly says: SqlDialect
  readonly told: Told
}

/** By key, not by number of rows: what is written meanwhile moves nothing. The whole row is told as text. */
function pageAfter({ reader, says, told }: Asked, here: z.output<typeof place> | null, back: number) {
  const bindings: string[] = []
  const fields = Object.entries(told.columns).map(([name, from]) => {
    bindings.push(...(typeof from === 'string' ? [from] : [from.constant]), name)
    return typeof from === 'string' ? `${says.asText(from)} as ??` : `cast(? as ${says.text}) as ??`
  })
  const bare = `cast(?? as ${says.text})`
  bindings.push(told.cursor, told.id, told.from, told.cursor)
  const since = here && sinceThen({ says, told }, here, back)
  const taken = Object.entries(told.where).map(([theirs, { is, isNot }]) => {
    bindings.push(theirs, ...is.map((word) => says.word(theirs, word)))
    return `and ${says.compared(theirs)} ${isNot ? 'not in' : 'in'} (${is.map(() => '?').join(', ')})`
  })
  bindings.push(...(since?.bindings ?? []), told.cursor, told.id)
  return reader.rows(
    `select ${fields.join(', ')}, ${bare} as _at, ${bare} as _id from ??
     where ?? is not null ${taken.join(' ')} ${since ? `and ${since.sql}` : ''} order by ??, ?? limit ${ROWS_A_PAGE}`,
    bindings,
  )
}

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d/

function sinceThen({ says, told }: Omit<Asked, 'reader'>, { at, id }: z.output<typeof place>, back: number) {
  return back === 0 || !TIME.test(at)
    ? says.after({ cursor: told.cursor, id: told.id, at, last: id })
    : says.since(told.cursor, at, back)
}

/** Rows without a cursor would never come: they are told instead of lost. */
async function tellUndated({ reader, says, told }: Asked): Promise<void> {
  const [found] = await reader.rows(`select cast(count(*) as ${says.text}) as n from ?? where ?? is null`, [
    told.from,
    told.cursor,
  ])
  const count = Number(found?.n)
  if (count > 0)
    throw new Fault(
      `${plural(count, 'row')} of ${told.from} have no ${told.cursor} and cannot be read; all others are.`,
      `Fill ${told.cursor}, or read a view that does.`,
    )
}
