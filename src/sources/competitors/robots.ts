import Robots from 'robots-parser/Robots.js'

/** How the crawler calls itself to the sites it reads, and the name their robots.txt may address it by. */
export const CRAWLER = 'FloorwalkerBot'

/** No site is waited for longer than this between two pages, whatever its robots.txt asks. */
const LONGEST_DELAY_S = 3600

interface Rules {
  readonly allows: (url: string) => boolean
  /** what the site asks between two requests, 0 where it says nothing */
  readonly delayMs: number
}

export function rulesOf(origin: string, robots: string): Rules {
  const rules = new Robots(`${origin}/robots.txt`, robots)
  const delay = rules.getCrawlDelay(CRAWLER) ?? 0
  return {
    allows: (url) => rules.isAllowed(url, CRAWLER) ?? true,
    delayMs: Math.min(LONGEST_DELAY_S, Math.max(0, delay)) * 1000,
  }
}
