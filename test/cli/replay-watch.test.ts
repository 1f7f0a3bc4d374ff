import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { floorwalker, typedHere } from './terminal.ts'

const FIRST: Day = '2026-03-01'
const DAYS = 75
const LAST = addDays(FIRST, DAYS - 1)
const OUTAGE = addDays(FIRST, 66)

/** 60 orders a day, 6 on the day of an outage; a second region buys on every other day. */
function lines(): string[] {
  const random = seeded(3)
  const rows: string[] = []
  for (let at = 0; at < DAYS; at++) {
    const day = addDays(FIRST, at)
    const count = random.poisson(day === OUTAGE ? 6 : 60)
    for (let i = 0; i < count; i++) rows.push(`${day}-${i},1,SKU,1,20,${day} 12:00:00,home`)
    if (random.next() < 0.5) rows.push(`${day}-far,1,SKU,${5 + random.below(200)},20,${day} 12:00:00,far`)
  }
  return rows
}

describe('evaluate watch', () => {
  let dir = ''
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'replay-'))
    await writeFile(join(dir, 'lines.csv'), ['order,line,sku,qty,price,at,region', ...lines()].join('\n'))
    await writeFile(
      join(dir, 'mapping.yaml'),
      `name: shop
platform: shop
zone: UTC
currency: EUR
tables:
  order_lines:
    files: lines.csv
    columns: { order_id: order, line_id: line, product_id: sku, quantity: qty, unit_price: price, ordered_at: at, region: region }
`,
    )
    const imported = await typedHere(['import', join(dir, 'mapping.yaml'), dir], {
      DATA_DIR: join(dir, 'data'),
    })
    expect(imported.code).toBe(0)
  }, 120_000)
  afterAll(() => rm(dir, { recursive: true, force: true }))
  const evaluated = (...options: string[]) =>
    floorwalker(['evaluate', 'watch', ...options], { DATA_DIR: join(dir, 'data') })

  it('replays the days through the watch job: one alert for the one outage, where it was, and none for empty days', {
    timeout: 120_000,
  }, async () => {
    const { code, out } = await evaluated('--days', '10', '--until', LAST, '--json')
    expect(code).toBe(0)
    const score = JSON.parse(out)
    expect(score.metrics['alerts a month']).toBeCloseTo(30 / 10, 3)
    expect(score.notes.join('\n')).toMatch(new RegExp(`${OUTAGE} .* down in home`))
  })

  it('says what is wrong with its options', { timeout: 60_000 }, async () => {
    expect(await evaluated('--until', 'soon')).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not a day'),
    })
    expect(await evaluated('--days', '0')).toMatchObject({
      code: 1,
      err: expect.stringContaining('from 1 to 3660'),
    })
  })
})
