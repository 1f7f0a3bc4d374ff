import { resolve } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { readYaml } from '../../settings/read.ts'
import { COMMON_ASKS, type Connector, common, type SourceContext } from '../connector.ts'
import type { SeenPage } from '../http/page-queue.ts'
import { type TextRow, toPages } from '../rows/to-pages.ts'
import type { Page, Source, SourceClients } from '../source.ts'
import { crawlInBackground } from './crawler.ts'
import { offerIn, type Selectors } from './offer.ts'
import { rulesOf } from './robots.ts'
import { type CrawledSource, kept } from './visit.ts'

const selectors = z.strictObject({
  price: z.string().min(1),
  currency: z.string().optional(),
  availability: z.string().optional(),
  title: z.string().optional(),
  gtin: z.string().optional(),
})

const page = z.strictObject({
  url: z.url('is not a web address'),
  /** the item the page is of; or the product of ours it is compared with; or what the page itself says */
  gtin: z.string().optional(),
  product: z
    .strictObject({ platform: z.string(), id: z.union([z.string(), z.number()]).transform(String) })
    .optional(),
})

const shape = z.strictObject({
  ...common,
  /** the pages, or a file beside this one that lists them */
  pages: z.union([z.array(page).min(1), z.string()]),
  every_hours: z.number().int().min(1).max(168).default(24),
  /** of one host, whoever of the replicas asks; robots.txt may ask for less */
  per_minute: z.number().positive().max(60).default(6),
  selectors: z.record(z.string(), selectors).default({}),
})

type Listed = z.output<typeof page>

/** What competitors ask, from their product pages. */
export const competitors: Connector = {
  feed: shape.transform((given) => (beside: SourceContext) => [competitorSource(given, beside)]),
  asks: [
    { field: 'page', ask: 'The address of a competitor’s product page' },
    { field: 'gtin', ask: 'The GTIN (EAN, UPC, ISBN) of the product' },
    {
      field: 'price',
      ask: 'The CSS selector of its price, for shops without schema.org data',
      otherwise: '.price',
    },
    ...COMMON_ASKS,
  ],
  told: ({ page: url = '', gtin, price, ...fields }) => ({
    ...fields,
    pages: [{ url, gtin }],
    selectors: { [URL.canParse(url) ? new URL(url).host : 'shop.example']: { price } },
  }),
}

interface Feed {
  readonly name: string
  readonly platform: string
  readonly everyMs: number
  readonly currency: string
  readonly selectors: Readonly<Record<string, Selectors>>
  readonly pages: ReadonlyMap<string, Listed>
}

/** A source whose pages every replica's crawler asks for. */
interface CompetitorSource extends Source {
  readonly crawl: CrawledSource
}

/** @internal exported for the tests: a crawl with times of its own */
export function isCompetitorSource(source: Source): source is CompetitorSource {
  return 'crawl' in source
}

function competitorSource(
  given: z.output<typeof shape>,
  { name, platform, folder }: SourceContext,
): CompetitorSource {
  const listed =
    typeof given.pages === 'string'
      ? readYaml(resolve(folder, given.pages), z.array(page).min(1))
      : given.pages
  const source = `${name}/competitor_prices`
  const feed: Feed = {
    name: source,
    platform,
    everyMs: given.every_hours * 3_600_000,
    currency: given.currency,
    selectors: given.selectors,
    pages: new Map(listed.map((one) => [one.url, one])),
  }
  const gtins = new Map(listed.flatMap(({ url, gtin }) => (gtin ? [[url, gtin] as const] : [])))
  const crawl: CrawledSource = {
    name: source,
    gapMs: 60_000 / given.per_minute,
    selectors: given.selectors,
    gtins,
  }
  return {
    name: source,
    platform,
    table: 'competitor_prices',
    write: 'append',
    zone: given.zone,
    currency: given.currency,
    freshWithinMinutes: Math.max(given.fresh_within_minutes, 2 * 60 * given.every_hours),
    sampleFrom: SAMPLE,
    crawl,
    background: async (clients) => crawlInBackground(crawl, clients),
    pages: (from, clients) => (from === SAMPLE ? sample(feed, clients) : pages(feed, clients)),
  }
}

const SAMPLE = 'sample'
const MAX_AT_ONCE = 500

/** What the crawlers of all replicas have found since the last run; then every page is made due that is. */
async function* pages(feed: Feed, { pageQueue }: SourceClients): AsyncGenerator<Page, void, void> {
  const listed = [...feed.pages.keys()].map((url) => ({ url, host: new URL(url).host }))
  await pageQueue.plan({ feed: feed.name, everyMs: feed.everyMs, pages: listed })
  for (;;) {
    const seen = await pageQueue.untold(feed.name, MAX_AT_ONCE)
    if (seen.length === 0) break
    const last = seen.at(-1)?.seenAt.toISOString() ?? ''
    const rows = seen.flatMap((one) => rowOf(feed, one))
    yield* toPages({ competitor_prices: rows }, { at: '', here: last, next: last })
    await pageQueue.told(feed.name, seen)
  }
  const failed = await pageQueue.failures(feed.name)
  const [first] = failed
  // a page that went away is told in /sources; when most did the feed is at fault
  if (first && failed.length > feed.pages.size / 2)
    throw new Fault(
      `${failed.length} of ${plural(feed.pages.size, 'page')} could not be read, such as: ${first.error}.`,
      'They are asked for again in the next slot.',
    )
}

function rowOf(feed: Feed, { url, found, seenAt }: SeenPage): TextRow[] {
  const offer = kept(found)
  if (!offer) return []
  const listed = feed.pages.get(url)
  return [
    {
      platform: feed.platform,
      url,
      competitor: new URL(url).host,
      seen_at: seenAt.toISOString(),
      gtin: listed?.gtin ?? offer.gtin,
      of_platform: listed?.product?.platform ?? null,
      of_product_id: listed?.product?.id ?? null,
      title: offer.title,
      price: offer.price,
      currency: offer.currency,
      availability: offer.availability,
    },
  ]
}

const MAX_SAMPLED = 3

/** A look at the first pages, past the queue: robots.txt is asked first all the same. */
async function* sample(feed: Feed, { http, signal }: SourceClients): AsyncGenerator<Page, void, void> {
  const rows: TextRow[] = []
  for (const url of [...feed.pages.keys()].slice(0, MAX_SAMPLED)) {
    const { origin, host } = new URL(url)
    const robots = await http.look({ url: `${origin}/robots.txt`, signal })
    if (!rulesOf(origin, robots.status < 300 ? robots.body : '').allows(url))
      throw new Fault(`robots.txt of ${host} keeps crawlers from ${url}.`, 'Leave the page out.')
    const { body, status } = await http.look({ url, signal })
    const offer = status < 300 ? offerIn(body, feed.selectors[host] ?? null) : null
    if (!offer)
      throw new Fault(
        status < 300 ? `There is no price on ${url}.` : `${url} answered ${status}.`,
        'Check the address and the selectors.',
      )
    rows.push(...rowOf(feed, { url, found: JSON.stringify(offer), seenAt: new Date(0) }))
  }
  yield* toPages({ competitor_prices: rows }, { at: '', here: SAMPLE, next: SAMPLE })
}
