import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Batch, Lake } from '../../src/lake/contract/lake.ts'
import { collect, type SourceStateStore } from '../../src/sources/collect.ts'
import type { HttpOptions } from '../../src/sources/http/http-options.ts'
import { NO_PAGES, type PageQueue } from '../../src/sources/http/page-queue.ts'
import { sourcesFrom } from '../../src/sources/registry.ts'
import type { SourceClients } from '../../src/sources/source.ts'
import { clients, NOW } from './platform.ts'

type Row = Readonly<Record<string, string | null>>

/** One feed of a sources file (`name:` and what is said of it), a lake that lands each id once, cursors that may die. */
export function feedsOf(feed: string, secrets: Readonly<Record<string, string>> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'feeds-'))
  const file = join(dir, 'sources.yaml')
  const [name = '', ...rest] = feed.split('\n')
  writeFileSync(file, [`feeds:`, `    - name: ${name.replace(':', '')}`, ...rest, ''].join('\n'))
  const sources = sourcesFrom(file, { secret: (variable) => secrets[variable] ?? null })
  const cursors = new Map<string, Parameters<SourceStateStore['saveSourceState']>[0]>()
  const landed = new Map<string, Batch>()
  const rows = (table: string): Row[] =>
    [...landed.values()].flatMap((batch) =>
      batch.table === table && batch.page.kind === 'rows' ? batch.page.rows : [],
    )
  const run = (
    source: string,
    how: Partial<HttpOptions> & {
      readonly killAt?: number
      readonly lake?: Pick<Lake, 'ingest'>
      readonly pageQueue?: PageQueue
      readonly at?: Date
      readonly knownOrders?: SourceClients['knownOrders']
      readonly kept?: SourceClients['kept']
      readonly hints?: SourceClients['hints']
    } = {},
  ) => {
    const {
      killAt = Number.POSITIVE_INFINITY,
      lake,
      pageQueue = NO_PAGES,
      at = NOW,
      knownOrders,
      kept,
      hints,
      ...options
    } = how
    let saves = 0
    return collect({
      sources: sources.filter((one) => one.name === source),
      clients: {
        ...clients(options),
        pageQueue,
        ...(knownOrders && { knownOrders }),
        ...(kept && { kept }),
        ...(hints && { hints }),
      },
      now: () => at,
      lake: lake ?? {
        ingest: async (batch) => {
          const isNew = !landed.has(batch.id)
          landed.set(batch.id, batch)
          const rejected = isNew && batch.page.kind === 'rows' ? (batch.page.rejected ?? []) : []
          return { rows: isNew && batch.page.kind === 'rows' ? batch.page.rows.length : 0, rejected }
        },
      },
      states: {
        sourceState: async (of) => cursors.get(of) ?? null,
        saveSourceState: async (saved) => {
          if (saves++ >= killAt) throw new Error('killed')
          cursors.set(saved.source, saved)
        },
      },
    })
  }
  const rejected = () =>
    [...landed.values()].flatMap((batch) =>
      batch.page.kind === 'rows'
        ? (batch.page.rejected ?? []).map((one) => ({ ...one, table: batch.table }))
        : [],
    )
  return {
    run,
    /** what could not be read of what landed */
    rejected,
    rows,
    /** a key of every row in the order they landed */
    ids: (table: string, key: string) => rows(table).map((row) => row[key]),
    cursors,
    sources,
    remove: () => rmSync(dir, { recursive: true }),
  }
}
