import { resolve } from 'node:path'
import { z } from 'zod'
import { Fault } from '../lib/errors.ts'
import { readYaml } from '../settings/read.ts'
import { competitors } from './competitors/competitors.ts'
import type { Connector, SourceContext } from './connector.ts'
import { files } from './files/files.ts'
import { rates } from './rates/rates.ts'
import { rest } from './rest/rest.ts'
import { priceRules, withPriceRules } from './rows/price-rules.ts'
import { saleRules, withSaleRules } from './rows/sale-rules.ts'
import { shopify } from './shopify/shopify.ts'
import type { Source } from './source.ts'
import { sql } from './sql/sql.ts'
import { woocommerce } from './woocommerce/woocommerce.ts'

/** The connectors. One more is one file and one line. */
export const CONNECTORS = {
  rest,
  files,
  competitors,
  rates,
  shopify,
  sql,
  woocommerce,
} as const satisfies Record<string, Connector>

type Kind = keyof typeof CONNECTORS

const KINDS = Object.keys(CONNECTORS) as Kind[]

const feed = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, dots and dashes'),
    platform: z.string().min(1).optional(),
    prices: priceRules.optional(),
    sales: saleRules.optional(),
    ...(Object.fromEntries(KINDS.map((kind) => [kind, CONNECTORS[kind].feed.optional()])) as {
      [K in Kind]: z.ZodOptional<Connector['feed']>
    }),
  })
  .refine(
    (given) => KINDS.filter((kind) => given[kind] !== undefined).length === 1,
    `give one of ${KINDS.join(', ')}`,
  )

const list = z.strictObject({ feeds: z.array(feed) })

/** The sources that a sources file lists; none without one. */
export function sourcesFrom(
  path: string | null,
  { secret }: Pick<SourceContext, 'secret'>,
): readonly Source[] {
  if (path === null) return []
  const folder = resolve(path, '..')
  const sources = readYaml(path, list).feeds.flatMap((given) => {
    const { name, platform = name } = given
    const made = KINDS.flatMap((kind) => given[kind]?.({ name, platform, secret, folder }) ?? [])
    return made.map((source) => withSaleRules(withPriceRules(source, given.prices), given.sales))
  })
  const twice = sources.find((source, i) => sources.findIndex(({ name }) => name === source.name) !== i)
  if (twice) throw new Fault(`${path}: two feeds are called ${twice.name}.`, 'Give each its own name.')
  return sources
}
