import { z } from 'zod'
import { RAW_TABLE_NAMES, RAW_TABLES } from '../../lake/contract/schema.ts'
import { Fault } from '../../lib/errors.ts'
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
import { where } from '../rows/where.ts'
import type { Source } from '../source.ts'
import { unknownName } from '../yaml.ts'
import { type OAuth, tokensOf } from './oauth.ts'
import { tokenHeader } from './pass.ts'
import { restSource } from './rest-source.ts'
import { sampleRest, toldRest } from './sample.ts'

const paging = z.union([
  z.literal(['link', 'none']).transform((by) => ({ by })),
  z
    .strictObject({ read: z.string(), send: z.string() })
    .transform((names) => ({ by: 'token' as const, ...names })),
  z
    .strictObject({ page: z.string(), from: z.number().int().min(0).default(1) })
    .transform(({ page, from }) => ({ by: 'page' as const, send: page, from })),
  z.strictObject({ link: z.string() }).transform(({ link }) => ({ by: 'link' as const, read: link })),
  z.strictObject({ offset: z.string() }).transform(({ offset }) => ({ by: 'offset' as const, send: offset })),
])

const oauth = z.strictObject({
  token_url: z
    .url('is not a web address')
    .regex(
      /^https:|^http:\/\/(localhost|127\.|\[::1\])/,
      'must begin with https://: the secret is sent there',
    ),
  /** the environment variables that hold the client's id and secret */
  client_id: variable,
  client_secret: variable,
  /** the one that holds the first refresh token; absent: the grant client_credentials */
  refresh_token: variable.optional(),
  send: z.record(z.string(), z.string()).default({}),
  client_in: z.enum(['body', 'header']).default('body'),
})

const fields = z.record(z.string(), z.union([z.string(), z.number()]))

const shape = z.strictObject({
  ...common,
  url: z.url('is not a web address').describe('{table} stands for the table'),
  token: variable.optional(),
  /** the header the token goes into; absent: `Authorization: Bearer` */
  token_header: z.string().optional(),
  /** tokens that pass, from the platform’s own address for them */
  oauth: oauth.optional(),
  /** HTTP Basic: the variables that hold user and password */
  basic: z.strictObject({ user: variable, password: variable }).optional(),
  query: fields.default({}),
  paging,
  rows: z.string().default(''),
  each: z.string().nullable().default(null),
  /** a call for each row of the list, such as /orders/{id}/items: its elements are the rows */
  children: z
    .strictObject({
      url: z.string().regex(/\{[^{}]+\}/, 'names no field of the row in braces, such as /orders/{id}/items'),
      query: fields.default({}),
      rows: z.string().default(''),
      paging: paging.default({ by: 'none' }),
    })
    .nullable()
    .default(null),
  total: z.string().nullable().default(null),
  /** asks only for what changed since the last pass */
  since: z
    .strictObject({
      send: z.string(),
      read: z.string(),
      format: z.enum(['iso', 'date', 'seconds', 'millis']).default('iso'),
      overlap_minutes: z.number().min(0).default(10),
    })
    .transform(({ overlap_minutes, ...names }) => ({ ...names, overlapMinutes: overlap_minutes }))
    .nullable()
    .default(null),
  /** at most this many requests a minute */
  per_minute: z.number().int().positive().optional(),
  write: z.enum(['append', 'merge', 'replace']).default('merge'),
  /** which of its rows are taken, by table */
  where: z.record(z.string(), where).default({}),
  tables: z.record(
    z.string(),
    z.union([
      // the platform calls every column as the raw table does
      z.literal('same'),
      z.record(z.string(), z.union([z.string(), z.strictObject({ constant: z.string() })])),
    ]),
  ),
})

type RestFeed = z.output<typeof shape>

/** Any paged REST API, told in plain data. */
export const rest: Connector = {
  feed: shape
    .refine(
      ({ token, basic, oauth }) => [token, basic, oauth].filter(Boolean).length <= 1,
      'give one of token, basic and oauth',
    )
    .refine(({ each, children }) => !(each !== null && children), 'give either each or children')
    .transform((given) => (beside: SourceContext) => restFeeds(given, beside)),
  asks: [
    { field: 'url', ask: 'The address of the API; {table} stands for the table' },
    { field: 'token', ask: 'The environment variable that holds the token', isSecret: true },
    { field: 'paging', ask: 'How pages are asked for (link, none, page, offset)', otherwise: 'link' },
    { field: 'table', ask: `The table it fills, or ${PROPOSE}: from its first page`, otherwise: PROPOSE },
    {
      field: 'rows',
      ask: 'Where the rows are in an answer, such as data',
      otherwise: 'data',
      unless: isProposed,
    },
    ...COMMON_ASKS.map((question) => ({ ...question, unless: isProposed })),
  ],
  told: ({ table = '', ...fields }) => ({ ...withPaging(fields), tables: { [table]: 'same' } }),
  proposes: {
    isAsked: isProposed,
    sample: (answers, { scratch, secret, clients }) => {
      const { token = '' } = answers
      const headers = tokenHeader(secretOf({ name: token, secret }, token), null)
      return sampleRest(answers, { headers, scratch, ...clients })
    },
    told: ({ table: _, ...answers }, { tables, zone, currency }) =>
      toldRest({ ...answers, zone, currency }, tables).map(({ suffix, said }) => ({
        suffix,
        said: { ...said, ...withPaging(answers) },
      })),
  },
}

function isProposed({ table }: Answers): boolean {
  return table === PROPOSE
}

function withPaging({ paging: by = '', ...fields }: Answers) {
  return { ...fields, paging: by === 'page' ? { page: 'page' } : by === 'offset' ? { offset: 'offset' } : by }
}

function restFeeds(given: RestFeed, beside: SourceContext): Source[] {
  const { name, platform } = beside
  const headers = headersOf(given, beside)
  const tokens = given.oauth && tokensOf(oauthOf(given.oauth, beside))
  return Object.entries(given.tables).map(([key, mapped]) => {
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
    return restSource({
      name: `${name}/${table}`,
      platform,
      table,
      url: given.url.replace('{table}', table),
      headers,
      ...(tokens && { oauth: { tokens, header: given.token_header ?? null } }),
      query: given.query,
      paging: given.paging,
      rows: given.rows,
      each: given.each,
      children: given.children,
      total: given.total,
      since: given.since,
      ...(given.per_minute && { gapMs: 60_000 / given.per_minute }),
      columns,
      where: given.where[table] ?? {},
      write: given.write,
      zone: given.zone,
      currency: given.currency,
      freshWithinMinutes: given.fresh_within_minutes,
    })
  })
}

function headersOf({ token, token_header, basic }: RestFeed, beside: SourceContext): Record<string, string> {
  if (basic)
    return basicHeader({ user: secretOf(beside, basic.user), password: secretOf(beside, basic.password) })
  if (!token) return {}
  return tokenHeader(secretOf(beside, token), token_header ?? null)
}

function oauthOf(given: z.output<typeof oauth>, beside: SourceContext): OAuth {
  const { refresh_token: variable } = given
  return {
    name: beside.name,
    tokenUrl: given.token_url,
    clientId: secretOf(beside, given.client_id),
    clientSecret: secretOf(beside, given.client_secret),
    refreshToken: variable === undefined ? undefined : { variable, value: secretOf(beside, variable) },
    send: given.send,
    clientIn: given.client_in,
  }
}

export function basicHeader({ user, password }: { user: string; password: string }): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}
