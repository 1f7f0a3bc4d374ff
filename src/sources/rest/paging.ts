import type { HttpAnswer } from '../http/http.ts'
import { textAt } from '../rows/shape.ts'
import { absolute, nextLink } from './next-link.ts'

/**
 * How a platform hands out its pages. `token`: the answer names the next place, which is sent back as a query
 * parameter and may still answer after the end, with what is newer. `link`: the address of the next page is in the
 * Link header (RFC 8288), or where `read` leads in the answer; the source begins anew once it has ended. `none`: one
 * answer holds all. `page` and `offset`: the next number is sent until nothing comes; then the source begins anew as well.
 */
export type Paging =
  | { readonly by: 'token'; readonly read: string; readonly send: string }
  | { readonly by: 'link'; readonly read?: string | undefined }
  | { readonly by: 'page'; readonly send: string; readonly from: number }
  | { readonly by: 'offset'; readonly send: string }
  | { readonly by: 'none' }

interface Read {
  readonly place: string | null
  /** the address that was asked */
  readonly url: string
  /** null: the platform has no page there, for it lies past the last one */
  readonly answer: Pick<HttpAnswer, 'headers' | 'body'> | null
  /** how many rows the answer held */
  readonly rows: number
}

/** The place that comes after an answer, or null where it names none. */
export function nextPlace(paging: Paging, { place, url, answer, rows }: Read): string | null {
  if (answer === null || paging.by === 'none') return null
  if (paging.by === 'token') return textAt(answer.body, paging.read)
  if (paging.by === 'link') {
    if (paging.read === undefined) return nextLink(answer.headers.link, place ?? url)
    const address = textAt(answer.body, paging.read)
    return address && absolute(address, place ?? url)
  }
  if (rows === 0) return null
  return paging.by === 'page' ? String(Number(place ?? paging.from) + 1) : String(Number(place ?? 0) + rows)
}

/** What platforms say of a page past the last one: not there, no such page, no such range. */
const PAST_THE_END: readonly number[] = [400, 404, 416]

/** Whether a refusal says that the pages have ended. The first page is always there: what is refused of it is a fault. */
export function isPastTheEnd(paging: Paging, place: string | null, status: number): boolean {
  return (paging.by === 'page' || paging.by === 'offset') && place !== null && PAST_THE_END.includes(status)
}

/** Pages without rows that are passed over before a run ends: a filter may leave many of them in a row. */
const MAX_EMPTY = 50

/** `isAgain`: the page's rows have been there before in this pass. */
type Step = { readonly isAgain: boolean } & (
  | { readonly ends: null; readonly next: string }
  /** `round`: the platform goes round its pages; `empty`: it goes on at the next run */
  | { readonly ends: 'whole' | 'round' | 'empty' }
)

/** What one pass has seen: from a page or a place that comes a second time it never goes on. */
export function passOf(paging: Paging, first: string | null) {
  const places = new Set([first])
  const contents = new Set<string>()
  let before: string | null = null
  let empty = 0
  /** `digest`: of the page's rows in whatever order, null where it has none */
  return (digest: string | null, here: string | null, next: string | null): Step => {
    const isAgain = digest !== null && contents.has(digest)
    // numbered pages are held past the last one: it, or the first, is answered again
    const isHeld = isAgain && (digest === before || paging.by === 'page' || paging.by === 'offset')
    if (digest !== null) contents.add(digest)
    before = digest ?? before
    empty = digest === null ? empty + 1 : 0
    if (isHeld || next === null || next === here) return { isAgain, ends: 'whole' }
    if (isAgain || places.has(next)) return { isAgain, ends: 'round' }
    if (empty > MAX_EMPTY) return { isAgain, ends: 'empty' }
    places.add(next)
    return { isAgain, ends: null, next }
  }
}
