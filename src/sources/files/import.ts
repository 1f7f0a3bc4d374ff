import type { Lake } from '../../lake/contract/lake.ts'
import { type Collected, collect } from '../collect.ts'
import { NO_CRAWL } from '../competitors/queue.ts'
import type { HttpClient } from '../http/http.ts'
import type { Mapping } from '../mapping.ts'
import { fileSources } from './file-sources.ts'

/** Files ask nobody. */
const nobody = () => Promise.reject(new Error('an import asks no platform'))
const NO_HTTP: HttpClient = {
  getJson: nobody,
  getText: nobody,
  look: nobody,
  postJson: nobody,
  download: nobody,
  pause: nobody,
  admit: nobody,
  ping: nobody,
}

/** Lands every file of a mapping once; the caller builds. A file that cannot be read is told, the others land. */
export function importFiles(options: {
  readonly mapping: Mapping
  readonly dir: string
  readonly lake: Pick<Lake, 'ingest'>
  readonly signal: AbortSignal
  readonly onProgress?: (source: string, rows: number) => void
}): Promise<Collected[]> {
  const { mapping, dir, lake, signal, onProgress } = options
  return collect({
    sources: fileSources(mapping, { name: mapping.name, dir, freshWithinMinutes: 0 }),
    lake,
    http: NO_HTTP,
    openSql: nobody,
    crawl: NO_CRAWL,
    // batches are known by their files, so a second import of the same file lands nothing without any cursor
    feeds: { sourceState: async () => null, saveSourceState: async () => undefined },
    signal,
    now: () => new Date(0),
    ...(onProgress && { onProgress }),
  })
}
