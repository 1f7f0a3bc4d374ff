import { describe, expect, it } from 'vitest'
import { withContext } from '../../src/ask/understand.ts'
import { KNOWN } from './shop-words.ts'

const line = (said: string, about: string) => {
  const found = withContext(said, about, KNOWN)
  return found.kind === 'line' ? found.line : null
}

describe('a reply below an answer goes on with it', () => {
  const WEEK = '/kpi gmv platform=bazario 2026-11-16..2026-11-22'
  it.each([
    ['and in October?', '/kpi gmv platform=bazario 2026-10'],
    ['那昨天呢', '/kpi gmv platform=bazario 2026-11-23'],
    ['and on nordmarkt?', '/kpi gmv platform=nordmarkt 2026-11-16..2026-11-22'],
    ['nordmarkt呢', '/kpi gmv platform=nordmarkt 2026-11-16..2026-11-22'],
    ['in app?', '/kpi gmv platform=bazario channel=app 2026-11-16..2026-11-22'],
    ['by platform', '/kpi gmv by=platform 2026-11-16..2026-11-22'],
    ['and conversion?', '/kpi conversion platform=bazario 2026-11-16..2026-11-22'],
    ['那转化率呢', '/kpi conversion platform=bazario 2026-11-16..2026-11-22'],
    ['why?', '/why gmv platform=bazario 2026-11-16..2026-11-22'],
    ['下周呢', '/forecast gmv platform=bazario 2026-11-30..2026-12-06'],
    // a question of its own takes the day at most
    ['orders in Hamburg yesterday', '/kpi orders region=Hamburg 2026-11-23'],
    ['price of SKU-1042?', '/price SKU-1042'],
    ['any alerts?', '/alerts'],
  ])('%s', (said, meant) => {
    expect(line(said, WEEK)).toBe(meant)
  })

  it('by its own period, though that of the answer comes right behind it', () => {
    expect(line('and last week?', '/why conversion category=Toys 2026-11-23')).toBe(
      '/kpi conversion category=Toys 2026-11-16..2026-11-22',
    )
  })

  it('below a digest, which speaks of many KPIs, only with its day', () => {
    expect(line('why did conversion drop?', 'GMV and orders and sessions of 2026-11-22')).toBe(
      '/why conversion 2026-11-22',
    )
  })
})
