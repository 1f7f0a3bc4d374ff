/** A page that this process has claimed; `fence` tells the claim from a later one. */
export interface ClaimedPage {
  readonly feed: string
  readonly url: string
  readonly host: string
  readonly fence: number
  readonly attempts: number
  readonly etag: string | null
  /** what it last held, as it was kept */
  readonly found: string | null
  /** the host's robots.txt; null when it must be asked for first */
  readonly robots: string | null
}

export interface SeenPage {
  readonly url: string
  readonly found: string
  readonly seenAt: Date
}

/** Pages of the web that are asked for again and again, shared by every replica: each is handed out once a slot. */
export interface PageQueue {
  plan(wanted: {
    readonly feed: string
    readonly everyMs: number
    readonly pages: readonly { readonly url: string; readonly host: string }[]
  }): Promise<void>
  /**
   * null: nothing is due now at a host that is free. The host is kept for the time between two requests, or where its
   * robots.txt is not known until that is told or has failed.
   */
  claim(
    feeds: readonly string[],
    gapMs: (page: { feed: string; robots: string | null }) => number,
  ): Promise<ClaimedPage | null>
  found(page: ClaimedPage, what: { readonly found: string; readonly etag: string | null }): Promise<boolean>
  failed(
    page: ClaimedPage,
    how: {
      readonly error: string
      readonly retryInMs: number | null
      readonly hostRestsMs?: number | null
    },
  ): Promise<boolean>
  /** gives the page back: its turn comes when the host is free again */
  knowRobots(page: ClaimedPage, robots: string, gapMs: number): Promise<void>
  untold(feed: string, most: number): Promise<SeenPage[]>
  told(feed: string, pages: readonly SeenPage[]): Promise<void>
  failures(feed: string): Promise<{ readonly url: string; readonly error: string }[]>
}

const nowhere = () => Promise.reject(new Error('no queue of pages is kept here'))

/** For whoever collects and asks for no pages in between. */
export const NO_PAGES: PageQueue = {
  plan: nowhere,
  claim: nowhere,
  found: nowhere,
  failed: nowhere,
  knowRobots: nowhere,
  untold: nowhere,
  told: nowhere,
  failures: nowhere,
}
