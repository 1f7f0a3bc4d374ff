import { z } from 'zod'
import { Fault, messageOf } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import type { HttpClient, TextAnswer } from '../http/http.ts'
import type { ClaimedPage, PageQueue } from '../http/page-queue.ts'
import { backOffMs, isTransient, retryAfterMs } from '../http/retry.ts'
import { type Offer, offerIn, type Selectors } from './offer.ts'
import { rulesOf } from './robots.ts'

/** A feed of competitors as the crawler needs it. */
export interface CrawledSource {
  readonly name: string
  /** the least time between two requests to one host */
  readonly gapMs: number
  /** by host; for shops whose pages do not say by themselves what they sell */
  readonly selectors: Readonly<Record<string, Selectors>>
  /** what each page is expected to be of, where that is known */
  readonly gtins: ReadonlyMap<string, string>
}

interface With {
  readonly queue: PageQueue
  readonly http: Pick<HttpClient, 'look'>
  readonly now: () => Date
  readonly chance: () => number
  readonly signal: AbortSignal
}

type Outcome =
  | { readonly kind: 'offer'; readonly offer: Offer; readonly etag: string | null }
  | {
      readonly kind: 'failed'
      readonly error: string
      readonly again: boolean
      readonly waitMs?: number | null
    }

/** What the feed says, or the site where it asks for more. */
export function gapOf(feed: CrawledSource, robots: string | null): number {
  return robots === null ? feed.gapMs : Math.max(feed.gapMs, rulesOf('https://any', robots).delayMs)
}

/** Asks for one claimed page, or for its host's robots.txt first; what came of it is kept in the queue. */
export async function visit(page: ClaimedPage, feed: CrawledSource, by: With): Promise<void> {
  const { queue } = by
  if (page.robots === null) {
    const robots = await robotsOf(page, by)
    if (typeof robots === 'string') return queue.knowRobots(page, robots, gapOf(feed, robots))
    const told = failure(page, robots, by)
    await queue.failed(page, { ...told, hostRestsMs: told.hostRestsMs ?? told.retryInMs ?? feed.gapMs })
    return
  }
  const outcome = await look(page, feed, by)
  if (outcome.kind === 'failed') await queue.failed(page, failure(page, outcome, by))
  else await queue.found(page, { found: JSON.stringify(outcome.offer), etag: outcome.etag })
}

/** A site without the file allows everything; one that cannot be asked for it allows nothing yet. */
async function robotsOf(page: ClaimedPage, by: With): Promise<string | Extract<Outcome, { kind: 'failed' }>> {
  const url = new URL('/robots.txt', page.url)
  const answer = await asked({ url: url.href }, by)
  if ('kind' in answer) return answer
  if (answer.status < 300) return answer.body
  return answer.status >= 400 && answer.status < 500 && answer.status !== 429
    ? ''
    : refused(url.href, answer, by.now())
}

async function look(page: ClaimedPage, feed: CrawledSource, by: With): Promise<Outcome> {
  const rules = rulesOf(new URL(page.url).origin, page.robots ?? '')
  if (!rules.allows(page.url)) return never(`robots.txt of ${page.host} keeps crawlers from this page`)
  const mayFollow = (to: URL) => {
    if (to.host !== page.host)
      throw new Fault(`${page.url} has moved to ${to.host}.`, 'Name its new address in the sources file.')
    if (!rules.allows(to.href))
      throw new Fault(`robots.txt of ${page.host} keeps crawlers from where ${page.url} leads.`, '')
  }
  const headers = { ...(page.etag && page.found && { 'If-None-Match': page.etag }) }
  const answer = await asked({ url: page.url, headers, mayFollow }, by)
  if ('kind' in answer) return answer
  const known = answer.status === 304 ? kept(page.found) : null
  if (known) return { kind: 'offer', offer: known, etag: page.etag }
  if (answer.status >= 300) return refused(page.url, answer, by.now())
  return offerOf(page, feed, answer)
}

function offerOf(page: ClaimedPage, feed: CrawledSource, answer: TextAnswer): Outcome {
  const type = answer.headers['content-type'] ?? 'no content type'
  if (!/html/i.test(type)) return never(`${page.url} is ${oneLine(type, 60)} and no page`)
  const offer = offerIn(answer.body, feed.selectors[page.host] ?? null)
  if (!offer) return never(`no price on ${page.url}: correct the selectors of ${page.host}`)
  const wanted = feed.gtins.get(page.url)
  if (wanted && offer.gtin && bare(wanted) !== bare(offer.gtin))
    return never(`${page.url} is of ${oneLine(offer.gtin, 20)}, not of ${oneLine(wanted, 20)}`)
  return { kind: 'offer', offer, etag: answer.headers.etag ?? null }
}

const bare = (gtin: string) => gtin.replace(/\D/g, '').replace(/^0+/, '')
const never = (error: string): Outcome => ({ kind: 'failed', error, again: false })

async function asked(
  request: Omit<Parameters<HttpClient['look']>[0], 'signal'>,
  { http, signal }: With,
): Promise<TextAnswer | Extract<Outcome, { kind: 'failed' }>> {
  try {
    return await http.look({ ...request, signal })
  } catch (error) {
    signal.throwIfAborted()
    const told = messageOf(error)
    const isFinal = (error instanceof Fault && error.cause === undefined) || told.includes('maxContentLength')
    return { kind: 'failed', error: told, again: !isFinal }
  }
}

function refused(url: string, answer: TextAnswer, now: Date): Extract<Outcome, { kind: 'failed' }> {
  return {
    kind: 'failed',
    error: `${url} answered ${answer.status}`,
    again: isTransient(answer),
    waitMs: retryAfterMs(answer.headers['retry-after'], now),
  }
}

/** From half a minute to half an hour, or what the site asks for: then the whole host is left alone. */
function failure(
  page: ClaimedPage,
  { error, again, waitMs }: Extract<Outcome, { kind: 'failed' }>,
  by: With,
) {
  if (!again) return { error, retryInMs: null, hostRestsMs: null }
  const backOff = Math.min(30 * 60_000, 60 * backOffMs(page.attempts - 1, by.chance()))
  return { error, retryInMs: waitMs ?? backOff, hostRestsMs: waitMs ?? null }
}

const offer = z.object({
  price: z.string(),
  currency: z.string().nullable(),
  availability: z.enum(['in_stock', 'out_of_stock']).nullable(),
  title: z.string().nullable(),
  gtin: z.string().nullable(),
})

/** An offer as the queue keeps it; null when an earlier version wrote it otherwise. */
export function kept(found: string | null): Offer | null {
  return found === null ? null : (offer.safeParse(JSON.parse(found)).data ?? null)
}
