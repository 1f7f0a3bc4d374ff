import type { HttpAnswer } from './http.ts'
import { textAt } from './shape.ts'

/**
 * How a platform hands out its pages. `token`: the answer names the next place, which is sent back as a query
 * parameter and still answers after the end, with what is newer. `link`: the address of the next page is in the
 * Link header (RFC 8288), and the feed begins anew once it has ended. `none`: one answer holds all.
 */
export type Paging =
  | { readonly by: 'token'; readonly read: string; readonly send: string }
  | { readonly by: 'link' }
  | { readonly by: 'none' }

/** The address a Link header calls `next`, or null. */
function nextLink(header: string | undefined): string | null {
  for (const link of header?.split(/,(?=\s*<)/) ?? []) {
    const [, address, rel] = /<([^>]*)>.*?;\s*rel="?([^";]*)"?/.exec(link) ?? []
    if (address && rel?.split(' ').includes('next')) return address
  }
  return null
}

export function nextPlace(paging: Paging, answer: Pick<HttpAnswer, 'headers' | 'body'>): string | null {
  if (paging.by === 'token') return textAt(answer.body, paging.read)
  return paging.by === 'link' ? nextLink(answer.headers.link) : null
}
