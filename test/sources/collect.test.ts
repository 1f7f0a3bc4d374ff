import { describe, expect, it } from 'vitest'
import type { Batch } from '../../src/lake/contract/lake.ts'
import { Fault } from '../../src/lib/errors.ts'
import { type CollectOptions, collect, type SourceStateStore } from '../../src/sources/collect.ts'
import type { Cursor, Page, Source } from '../../src/sources/source.ts'
import { clients } from './platform.ts'

type Saved = Parameters<SourceStateStore['saveSourceState']>[0]

function memory() {
  const saved = new Map<string, Saved>()
  const states: SourceStateStore = {
    sourceState: async (source) => saved.get(source) ?? null,
    saveSourceState: async (feed) => void saved.set(feed.source, feed),
  }
  return { states, saved }
}

/** Lands like the lake does: the same source and id once. */
function ground() {
  const batches = new Map<string, Batch>()
  const ingest = async (batch: Batch) => {
    const isNew = !batches.has(batch.id)
    batches.set(batch.id, batch)
    return { rows: isNew && batch.page.kind === 'rows' ? batch.page.rows.length : 0, rejected: [] }
  }
  const ids = () =>
    [...batches.values()].flatMap(({ page }) =>
      page.kind === 'rows' ? page.rows.map((row) => row.order_id) : [],
    )
  return { lake: { ingest }, ids }
}

const page = (n: number): Page => ({
  content: { kind: 'rows', rows: [{ platform: 'shop', order_id: String(n) }] },
  id: `page ${n}`,
  next: String(n),
})

function source(name: string, pages: (from: Cursor) => AsyncGenerator<Page, void, void>): Source {
  const how = { write: 'merge', zone: 'UTC', currency: 'EUR', freshWithinMinutes: 60 } as const
  return { name, platform: 'shop', table: 'orders', ...how, pages: (from) => pages(from) }
}

const upTo = (last: number) =>
  async function* (from: Cursor) {
    for (let n = Number(from ?? 0) + 1; n <= last; n++) yield page(n)
  }

const run = (options: Pick<CollectOptions, 'sources' | 'lake' | 'states'> & Partial<CollectOptions>) =>
  collect({ clients: clients(), now: () => new Date('2026-11-24T08:00:00Z'), ...options })

describe('collecting', () => {
  it('goes on where the last run stopped', async () => {
    const { states, saved } = memory()
    const { lake, ids } = ground()
    await run({ sources: [source('a', upTo(2))], lake, states })
    const [second] = await run({ sources: [source('a', upTo(3))], lake, states })
    expect(ids()).toEqual(['1', '2', '3'])
    expect(second).toMatchObject({ rows: 1, refused: 0, error: null })
    expect(saved.get('a')).toMatchObject({ cursor: '3', lastSuccessAt: new Date('2026-11-24T08:00:00Z') })
  })

  it('loses nothing and doubles nothing when killed between landing and the cursor, wherever that is', async () => {
    for (let killAt = 0; killAt < 7; killAt++) {
      const { states, saved } = memory()
      const { lake, ids } = ground()
      let writes = 0
      const dying: SourceStateStore = {
        sourceState: states.sourceState,
        saveSourceState: async (feed) => {
          if (writes++ >= killAt) throw new Error('killed')
          await states.saveSourceState(feed)
        },
      }
      await run({ sources: [source('a', upTo(5))], lake, states: dying }).catch(() => undefined)
      await run({ sources: [source('a', upTo(5))], lake, states })
      expect(ids()).toEqual(['1', '2', '3', '4', '5'])
      expect(saved.get('a')?.cursor).toBe('5')
    }
  })

  it('reports a failing source with its remedy, keeps what it landed, and goes on with the rest', async () => {
    const { states, saved } = memory()
    const { lake, ids } = ground()
    const broken = source('broken', async function* () {
      yield page(1)
      throw new Fault('The platform is gone.', 'Call it.')
    })
    const results = await run({ sources: [broken, source('fine', upTo(2))], lake, states })
    expect(results.map(({ source: name, rows, error }) => [name, rows, error])).toEqual([
      ['broken', 1, 'The platform is gone. Call it.'],
      ['fine', 2, null],
    ])
    expect(saved.get('broken')).toMatchObject({
      cursor: '1',
      error: 'The platform is gone. Call it.',
      lastSuccessAt: null,
    })
    expect(ids()).toHaveLength(3)
  })

  it('leaves the cursor before a page that would not land', async () => {
    const { states, saved } = memory()
    const { lake } = ground()
    const full = {
      ingest: (batch: Batch) =>
        batch.page.kind === 'rows' && batch.page.rows[0]?.order_id === '2'
          ? Promise.reject(new Error('disk full'))
          : lake.ingest(batch),
    }
    const [result] = await run({ sources: [source('a', upTo(3))], lake: full, states })
    expect(result?.error).toBe('disk full')
    expect(saved.get('a')?.cursor).toBe('1')
  })

  it('stops when told to, and a stop is no fault of the source', async () => {
    const { states, saved } = memory()
    const { lake } = ground()
    const stop = new AbortController()
    const running = run({
      sources: [source('a', upTo(9)), source('b', upTo(9)), source('c', upTo(9))],
      lake,
      states,
      clients: { ...clients(), signal: stop.signal },
      onProgress: (name, rows) => name === 'a' && rows === 3 && stop.abort(new Error('stopping')),
    })
    await expect(running).rejects.toThrow('stopping')
    expect(saved.get('a')).toMatchObject({ cursor: '3', error: null })
    // the other lane has ended too, between two pages
    expect(saved.get('b')).toMatchObject({ error: null })
    expect(Number(saved.get('b')?.cursor)).toBeLessThan(9)
    expect(Number(saved.get('c')?.cursor)).toBeLessThan(9)
  })

  it('lets no source wait for others, however slow or endless they are', async () => {
    const { states, saved } = memory()
    const { lake } = ground()
    const stop = new AbortController()
    const endless = async function* (from: Cursor) {
      for (let n = Number(from ?? 0) + 1; ; n++) {
        yield page(n)
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    }
    const silent = async function* () {
      await new Promise(() => {})
      yield page(0)
    }
    const waiting = ['a', 'b', 'c'].map((name) => source(name, endless))
    const running = run({
      sources: [...waiting, source('silent', silent), source('short', upTo(3))],
      lake,
      states,
      clients: { ...clients(), signal: stop.signal },
    })
    while (saved.get('short')?.lastSuccessAt == null) await new Promise((resolve) => setTimeout(resolve, 2))
    stop.abort(new Error('stopping'))
    await expect(running).rejects.toThrow('stopping')
  })

  it('warns of no leak where many sources listen to one stop', async () => {
    const { states } = memory()
    const warned: string[] = []
    const hear = (warning: Error) => warned.push(warning.name)
    process.on('warning', hear)
    const sources = Array.from({ length: 24 }, (_, at) => source(`s${at}`, upTo(2)))
    await run({ sources, lake: ground().lake, states })
    await new Promise(setImmediate)
    process.off('warning', hear)
    expect(warned).toEqual([])
  })

  it('lands two pages of platforms at a time, and a long file keeps none of them', async () => {
    const { states } = memory()
    const { lake } = ground()
    let [landing, most, files] = [0, 0, 0]
    let free = () => {}
    const slow = new Promise<void>((resolve) => {
      free = resolve
    })
    const full = {
      ingest: async (batch: Batch) => {
        if (batch.page.kind === 'file') {
          files++
          await slow
          return { rows: 1, rejected: [] }
        }
        most = Math.max(most, ++landing)
        await new Promise((resolve) => setTimeout(resolve, 1))
        landing--
        return lake.ingest(batch)
      },
    }
    const file = source('file', async function* () {
      const content = { kind: 'file', path: 'a.csv', format: 'csv', columns: {} } as const
      yield { content, id: 'a', next: 'a' }
    })
    const done: string[] = []
    const results = await run({
      sources: [file, { ...file, name: 'file2' }, ...['a', 'b', 'c'].map((name) => source(name, upTo(4)))],
      lake: full,
      states,
      onProgress: (name, rows) => {
        if (rows === 4) done.push(name)
        if (done.length === 3) free()
      },
    })
    expect(results.map(({ rows }) => rows)).toEqual([1, 1, 4, 4, 4])
    expect([most, files]).toEqual([2, 2])
  })

  it('lands pages that stand alone two at a time: one that cannot land is told, and comes again', async () => {
    const { states, saved } = memory()
    const { lake, ids } = ground()
    const known = (cursor: Cursor) => (cursor ?? '').split(' ').filter(Boolean)
    const alone: Source = {
      ...source('files', async function* (from) {
        for (const n of [1, 2, 3, 4])
          if (!known(from).includes(`${n}`))
            yield { ...page(n), next: (stands) => [...known(stands), n].sort().join(' ') }
      }),
      pagesStandAlone: true,
    }
    let [landing, most] = [0, 0]
    const full = {
      ingest: async (batch: Batch) => {
        most = Math.max(most, ++landing)
        await new Promise((resolve) => setTimeout(resolve, 1))
        landing--
        const isSecond = batch.page.kind === 'rows' && batch.page.rows[0]?.order_id === '2'
        return isSecond ? Promise.reject(new Error('disk full')) : lake.ingest(batch)
      },
    }
    const [first] = await run({ sources: [alone], lake: full, states })
    expect([most, first?.error, saved.get('files')?.cursor]).toEqual([2, 'disk full', '1 3 4'])
    const [second] = await run({ sources: [alone], lake, states })
    expect([second?.error, saved.get('files')?.cursor]).toEqual([null, '1 2 3 4'])
    expect(ids().sort()).toEqual(['1', '2', '3', '4'])
  })
})
