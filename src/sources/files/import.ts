import type { Lake } from '../../lake/contract/lake.ts'
import { type Collected, collect } from '../collect.ts'
import { fileSources } from './file-sources.ts'
import type { Mapping } from './mapping.ts'
import { NO_CLIENTS } from './no-clients.ts'

/** Ingests every file of a mapping once; the caller builds. A file that cannot be read is reported, the others come in. */
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
    clients: { ...NO_CLIENTS, signal },
    // batches are known by their files, so a second import of the same file lands nothing without any cursor
    states: { sourceState: async () => null, saveSourceState: async () => undefined },
    now: () => new Date(0),
    ...(onProgress && { onProgress }),
  })
}
