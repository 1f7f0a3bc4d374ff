import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { inParts } from '../../lib/group.ts'
import { type Connector, currency, type SourceContext } from '../connector.ts'
import { emptyPage, toPages } from '../rows/to-pages.ts'
import type { Cursor, Page, Source, SourceClients } from '../source.ts'
import { byDay, type Rate, ratesIn, unpacked } from './reference-rates.ts'

const ECB = 'https://www.ecb.europa.eu/stats/eurofxref'
/** from Maundy Thursday to the Tuesday after Easter nothing is published */
const EASTER_MINUTES = 6 * 24 * 60

const shape = z.strictObject({
  /** all rates there are, as XML, CSV or either packed with ZIP: asked for once, or after a long absence */
  history: z.url('is not a web address').default(`${ECB}/eurofxref-hist.zip`),
  /** those of the last months, as XML or CSV */
  recent: z.url('is not a web address').default(`${ECB}/eurofxref-hist-90d.xml`),
  base: currency.default('EUR'),
  fresh_within_minutes: z.number().int().positive().default(EASTER_MINUTES),
})

type Told = z.output<typeof shape>

/** Daily reference rates as the European Central Bank publishes them: what money of other currencies is worth. */
export const rates: Connector = {
  feed: shape.transform((given) => ({ name, platform }: SourceContext): Source[] => [
    {
      name: `${name}/rates`,
      platform,
      table: 'rates',
      write: 'merge',
      zone: 'UTC',
      currency: given.base,
      freshWithinMinutes: given.fresh_within_minutes,
      pages: (from, clients) => pages({ ...given, platform }, from, clients),
    },
  ]),
  asks: [
    { field: 'history', ask: 'The address of all rates', otherwise: `${ECB}/eurofxref-hist.zip` },
    { field: 'recent', ask: 'The address of the latest rates', otherwise: `${ECB}/eurofxref-hist-90d.xml` },
    { field: 'base', ask: 'The currency they are rates of', otherwise: 'EUR' },
  ],
}

/** `day`: the last that has landed; `tag`: of the answer that told it, so that the same is not sent again */
const place = z.object({ day: z.string().nullable(), tag: z.string().nullable() })
type Place = z.output<typeof place>

const RATES_A_PAGE = 20_000

async function* pages(
  told: Told & { readonly platform: string },
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  let here: Place = from === null ? { day: null, tag: null } : place.parse(JSON.parse(from))
  const answer = await clients.http.getText({
    url: told.recent,
    signal: clients.signal,
    ...(here.tag && { headers: { 'If-None-Match': here.tag } }),
  })
  if (answer.status === 304) return
  const recent = ratesIn(answer.body)
  const hasGap = here.day === null || (recent[0] && recent[0].on > here.day)
  const history = hasGap ? ratesIn(await downloaded(told.history, clients)) : []
  const known = new Set(history.map(({ quote, on }) => `${quote} ${on}`))
  const all = byDay([...history, ...recent.filter(({ quote, on }) => !known.has(`${quote} ${on}`))])
  const fresh = all.filter(({ on }) => here.day === null || on > here.day)
  for (const some of inParts(fresh, RATES_A_PAGE)) {
    const isLast = some.at(-1) === fresh.at(-1)
    // a day may go on in the next page: it has landed when that has
    const next: Place = isLast
      ? { day: some.at(-1)?.on ?? here.day, tag: answer.headers.etag ?? null }
      : { day: dayBefore(some), tag: null }
    yield* toPages(
      { rates: some.map((rate) => rowOf(told, rate)) },
      { at: '', here: JSON.stringify(here), next: JSON.stringify(next) },
    )
    here = next
  }
  if (fresh.length === 0) yield emptyPage(JSON.stringify({ ...here, tag: answer.headers.etag ?? null }))
}

function dayBefore(some: readonly Rate[]): string | null {
  const last = some.at(-1)?.on
  return some.findLast(({ on }) => on !== last)?.on ?? null
}

function rowOf({ platform, base }: Told & { readonly platform: string }, { quote, on, rate }: Rate) {
  return { platform, base, quote, rated_on: on, rate }
}

async function downloaded(url: string, { http, signal }: SourceClients): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'floorwalker-rates-'))
  try {
    const to = join(folder, 'history')
    await http.download({ url, to, signal })
    return unpacked(await readFile(to))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
