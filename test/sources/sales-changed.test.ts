import { describe, expect, it } from 'vitest'
import { feedsOf } from './feeds.ts'
import { json, platform } from './platform.ts'

describe('what a source says of its sales, when it changes', () => {
  const CHANGES: readonly (readonly [what: string, before: string, after: string, isSaid: boolean])[] = [
    [
      'nothing changes',
      'sales: { statuses: { offen: pending } }',
      'sales: { statuses: { offen: pending } }',
      false,
    ],
    ['nothing is said at all', '', '', false],
    ['a status', 'sales: { statuses: { offen: pending } }', 'sales: { statuses: { offen: sale } }', true],
    [
      'one more',
      'sales: { statuses: { offen: pending } }',
      'sales: { statuses: { offen: pending, neu: pending } }',
      true,
    ],
    ['it begins', '', 'sales: { negatives: returns }', true],
    ['it ends', 'sales: { negatives: returns }', '', true],
  ]
  it.each(CHANGES)('is said since when, for sixty days: %s', async (_, before, after, isSaid) => {
    const server = await platform(json([{ order_id: '1' }]))
    const kept = new Map<string, string>()
    const run = async (sales: string, day: number, table = 'orders') => {
      const feed = feedsOf(
        `erp:\n      ${sales}\n      rest: { url: '${server.url}', paging: none, zone: UTC, currency: EUR, tables: { ${table}: same } }`,
      )
      const [ran] = await feed.run(`erp/${table}`, {
        kept: {
          read: async (name) => kept.get(name) ?? null,
          save: async (name, value) => void kept.set(name, value),
        },
        at: new Date(Date.UTC(2026, 10, day, 8)),
      })
      feed.remove()
      return ran?.notes
    }
    const note = [{ kind: 'sales-changed', since: '2026-11-02T08:00:00.000Z' }]
    expect(await run(before, 1)).toEqual([])
    expect(await run(after, 2)).toEqual(isSaid ? note : [])
    expect(await run(after, 30)).toEqual(isSaid ? note : [])
    expect(await run(after, 63)).toEqual([])
    expect(await run(before, 1, 'products')).toEqual([])
    expect(await run(after, 2, 'products')).toEqual([])
    await server.close()
  })
})
