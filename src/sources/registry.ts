import { resolve } from 'node:path'
import { z } from 'zod'
import { RAW_TABLE_NAMES, RAW_TABLES } from '../lake/schema.ts'
import { Fault } from '../lib/errors.ts'
import { fileSources } from './files.ts'
import { currency, loadMapping, zone } from './mapping.ts'
import { type RestSpec, restSource } from './rest.ts'
import type { Source } from './source.ts'
import { readYaml, unknownName } from './yaml.ts'

const DAY_AND_A_BIT = 26 * 60

const paging = z.union([
  z.literal(['link', 'none']).transform((by) => ({ by })),
  z
    .strictObject({ read: z.string(), send: z.string() })
    .transform((names) => ({ by: 'token' as const, ...names })),
])

const rest = z.strictObject({
  url: z.url('is not a web address').describe('{table} stands for the table'),
  /** the environment variable that holds the token, never the token itself */
  token: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable')
    .optional(),
  /** the header the token goes into; absent: `Authorization: Bearer` */
  token_header: z.string().optional(),
  query: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  paging,
  rows: z.string().default(''),
  each: z.string().nullable().default(null),
  total: z.string().nullable().default(null),
  write: z.enum(['append', 'merge', 'replace']).default('merge'),
  zone,
  currency,
  fresh_within_minutes: z.number().int().positive().default(DAY_AND_A_BIT),
  tables: z.record(
    z.string(),
    z.union([
      // the platform calls every column as the raw table does
      z.literal('same'),
      z.record(z.string(), z.union([z.string(), z.strictObject({ constant: z.string() })])),
    ]),
  ),
})

const files = z.strictObject({
  mapping: z.string(),
  dir: z.string(),
  fresh_within_minutes: z.number().int().positive().default(DAY_AND_A_BIT),
})

const list = z.strictObject({
  feeds: z.array(
    z
      .strictObject({
        name: z
          .string()
          .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, dots and dashes'),
        platform: z.string().min(1).optional(),
        rest: rest.optional(),
        files: files.optional(),
      })
      .refine(
        (feed) => (feed.rest === undefined) !== (feed.files === undefined),
        'give either rest or files',
      ),
  ),
})

type Feed = z.output<typeof list>['feeds'][number]

interface Beside {
  /** resolves the names of environment variables; the file holds no secret itself */
  readonly secret: (name: string) => string | null
  /** paths in the file are relative to its folder */
  readonly folder: string
}

/** The connectors. One more is one file and one line. */
const CONNECTORS = {
  rest: restFeeds,
  files: fileFeeds,
} as const

/** The feeds a shop collects from, as its sources file lists them; none without one. */
export function sourcesFrom(path: string | null, { secret }: Pick<Beside, 'secret'>): readonly Source[] {
  if (path === null) return []
  const beside = { secret, folder: resolve(path, '..') }
  const sources = readYaml(path, list).feeds.flatMap((feed) =>
    Object.values(CONNECTORS).flatMap((connect) => connect(feed, beside)),
  )
  const twice = sources.find((source, i) => sources.findIndex(({ name }) => name === source.name) !== i)
  if (twice) throw new Fault(`${path}: two feeds are called ${twice.name}.`, 'Give each its own name.')
  return sources
}

function fileFeeds({ name, files }: Feed, { folder }: Beside): Source[] {
  if (!files) return []
  const mapping = loadMapping(/\.ya?ml$/.test(files.mapping) ? resolve(folder, files.mapping) : files.mapping)
  return fileSources(mapping, {
    name,
    dir: resolve(folder, files.dir),
    freshWithinMinutes: files.fresh_within_minutes,
  })
}

function restFeeds({ name, platform, rest }: Feed, { secret }: Beside): Source[] {
  if (!rest) return []
  const headers = tokenHeader(name, rest, secret)
  return Object.entries(rest.tables).map(([key, mapped]) => {
    const table = RAW_TABLE_NAMES.find((known) => known === key)
    if (!table)
      throw new Fault(
        `${name}: ${unknownName(key, 'a table', RAW_TABLE_NAMES)}.`,
        'Correct the sources file.',
      )
    const allowed: readonly string[] = RAW_TABLES[table].columns
    const columns = mapped === 'same' ? Object.fromEntries(allowed.map((column) => [column, column])) : mapped
    const unknown = Object.keys(columns).find((column) => !allowed.includes(column))
    if (unknown)
      throw new Fault(
        `${name}: ${unknownName(unknown, `a column of ${table}`, allowed)}.`,
        'Correct the sources file.',
      )
    const spec: RestSpec = {
      name: `${name}/${table}`,
      platform: platform ?? name,
      table,
      url: rest.url.replace('{table}', table),
      headers,
      query: rest.query,
      paging: rest.paging,
      rows: rest.rows,
      each: rest.each,
      total: rest.total,
      columns,
      write: rest.write,
      zone: rest.zone,
      currency: rest.currency,
      freshWithinMinutes: rest.fresh_within_minutes,
    }
    return restSource(spec)
  })
}

function tokenHeader(
  name: string,
  { token, token_header }: NonNullable<Feed['rest']>,
  secret: Beside['secret'],
): Record<string, string> {
  if (!token) return {}
  const value = secret(token)
  if (!value)
    throw new Fault(
      `${name}: the environment variable ${token} is not set.`,
      'Set it to the platform’s token.',
    )
  return token_header ? { [token_header]: value } : { Authorization: `Bearer ${value}` }
}
