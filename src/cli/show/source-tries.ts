import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../../config/config.ts'
import { explain } from '../../lib/errors.ts'
import { HTTP_DEFAULTS } from '../../sources/http/defaults.ts'
import { openHttp } from '../../sources/http/http.ts'
import type { Source, SourceClients } from '../../sources/source.ts'
import { openReader } from '../../state/database/read-only.ts'
import type { State } from '../../state/database/state.ts'
import { keptOf } from '../../state/kept.ts'
import { pageQueueOf } from '../../state/sources/page-queue.ts'

const WITHIN_MS = 8000

/** What is wrong with the first page of each source; a slow one is no fault. Nothing that comes is kept. */
export async function sourceTries(
  sources: readonly Source[],
  { privateHosts }: Pick<Config, 'privateHosts'>,
  state: State,
): Promise<readonly string[]> {
  const stop = new AbortController()
  const clients: SourceClients = {
    http: openHttp({ ...HTTP_DEFAULTS, privateHosts, retries: 1, timeoutMs: WITHIN_MS }),
    openSql: openReader,
    pageQueue: pageQueueOf(state),
    kept: keptOf(state),
    now: () => new Date(),
    signal: stop.signal,
  }
  const late = pause(WITHIN_MS, null, { signal: stop.signal, ref: false }).catch(() => null)
  try {
    // what is read in the background has no page to ask for here
    const tried = sources
      .filter((source) => source.background === undefined)
      .map(async (source) => {
        const fault = await Promise.race([firstFault(source, clients), late])
        return fault === null ? [] : [`${source.name}: ${fault}`]
      })
    return (await Promise.all(tried)).flat()
  } finally {
    stop.abort()
  }
}

async function firstFault(source: Source, clients: SourceClients): Promise<string | null> {
  const pages = source.pages(source.sampleFrom ?? null, clients)
  try {
    await pages.next()
    return null
  } catch (error) {
    return explain(error)
  } finally {
    await pages.return().catch(() => undefined)
  }
}
