import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type CollectOptions, collect } from '../../src/sources/collect.ts'
import { RUN_LIMITS } from '../../src/sources/each-page.ts'
import type { Cursor, Page, Source } from '../../src/sources/source.ts'
import { clients } from './platform.ts'

const START = Date.parse('2026-11-24T08:00:00Z')

/** A source without an end, over a clock that each of its pages moves on. */
function endless(minutesAPage: number) {
  let minutes = 0
  const saved: Parameters<CollectOptions['states']['saveSourceState']>[0][] = []
  const pages = async function* (from: Cursor): AsyncGenerator<Page, void, void> {
    for (let n = Number(from ?? 0) + 1; ; n++) {
      minutes += minutesAPage
      yield { content: { kind: 'rows', rows: [{ order_id: `${n}` }] }, id: `${n}`, next: `${n}` }
    }
  }
  const how = { write: 'merge', zone: 'UTC', currency: 'EUR', freshWithinMinutes: 60 } as const
  const source: Source = { name: 'a', platform: 'shop', table: 'orders', ...how, pages }
  const run = (limits: CollectOptions['limits']) =>
    collect({
      sources: [source],
      lake: { ingest: async () => ({ rows: 1, rejected: [] }) },
      clients: clients(),
      now: () => new Date(START + minutes * 60_000),
      states: {
        sourceState: async () => saved.at(-1) ?? null,
        saveSourceState: async (one) => void saved.push(one),
      },
      ...(limits && { limits }),
    })
  return { run, saved }
}

describe('one run of a source', () => {
  it.each([
    { limits: { minutes: 10, pages: 25 }, minutesAPage: 0, pages: 25 },
    { limits: { minutes: 10, pages: 2000 }, minutesAPage: 3, pages: 4 },
    { limits: { minutes: 10, pages: 2000 }, minutesAPage: 45, pages: 1 },
    { limits: { minutes: 10, pages: 1 }, minutesAPage: 0, pages: 1 },
  ])(
    'ends after $limits.minutes minutes or $limits.pages pages, and the next goes on there',
    async (given) => {
      const { run, saved } = endless(given.minutesAPage)
      const [first] = await run(given.limits)
      const stopped = { kind: 'stopped', pages: given.pages }
      expect(first).toMatchObject({ rows: given.pages, error: null, notes: [stopped] })
      // it is not whole: it was not read to its end
      expect(saved.at(-1)).toMatchObject({
        cursor: `${given.pages}`,
        lastSuccessAt: null,
        notes: JSON.stringify([stopped]),
      })
      await run(given.limits)
      expect(saved.at(-1)).toMatchObject({ cursor: `${2 * given.pages}` })
    },
  )

  it('lets a source go whose next page does not come at all, and tells it', async () => {
    const silent: Source = {
      name: 'silent',
      platform: 'shop',
      table: 'orders',
      write: 'merge',
      zone: 'UTC',
      currency: 'EUR',
      freshWithinMinutes: 60,
      async *pages() {
        yield { content: { kind: 'rows', rows: [] }, id: '1', next: '1' }
        await new Promise(() => {})
      },
    }
    const [result] = await collect({
      sources: [silent],
      lake: { ingest: async () => ({ rows: 0, rejected: [] }) },
      clients: clients(),
      now: () => new Date(START),
      states: { sourceState: async () => null, saveSourceState: async () => undefined },
      limits: { minutes: 0.0005, pages: 10 },
    })
    expect(result?.error).toContain('After 1 page the next did not come within')
  })

  it('takes as much as the documentation says', () => {
    const docs = readFileSync('docs/sources.md', 'utf8')
    expect(docs).toContain(`${RUN_LIMITS.minutes} minutes or ${RUN_LIMITS.pages.toLocaleString('en')} pages`)
  })
})
