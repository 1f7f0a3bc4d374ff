import { describe, expect, it } from 'vitest'
import { isReadable } from '../../src/messages/visible.ts'
import { type Collecting, noData } from '../../src/report/say-missing.ts'
import { localeOf } from '../../src/report/words/locale.ts'

const AT = new Date('2026-11-24T06:00:00Z')
const names = Array.from({ length: 11 }, (_, i) => `demo.${i + 1}`)
const collecting = (given: Partial<Collecting>): Collecting => ({
  sources: names,
  done: [],
  failing: [],
  since: null,
  now: AT,
  ...given,
})
const SHOP = { currency: 'EUR', zone: 'Europe/Berlin' }
const english = localeOf('en', SHOP)
const said = (given: Partial<Collecting>, locale = english) => noData(collecting(given), locale).text

describe('what is said before there is a day of data', () => {
  it('is a hint with words to read, which nobody shares', () => {
    const message = noData(collecting({}), english)
    expect(message.isHint).toBe(true)
    expect(isReadable(message)).toBe(true)
  })

  it('says how far the collection is, and how long it goes on at its pace', () => {
    const since = new Date(AT.getTime() - 210_000)
    expect(said({ done: names.slice(0, 7), since })).toContain(
      'Data is being collected: 7 of 11 sources, about 2 minutes.',
    )
    expect(said({ done: [], since })).toContain('0 of 11 sources. Ask again then')
  })

  it('says what to do without a source, of one that fails, and while the tables are built', () => {
    expect(said({ sources: [] })).toContain('floorwalker source add')
    expect(said({ failing: [{ source: 'demo.2', error: '401' }] })).toContain(
      '1 source of 11 failed: demo.2 (401)',
    )
    expect(said({ done: names })).toContain('All 11 sources were read; the tables are built')
  })

  it('is said in Chinese too', () => {
    const chinese = localeOf('zh', SHOP)
    const since = new Date(AT.getTime() - 210_000)
    expect(said({ done: names.slice(0, 7), since }, chinese)).toBe(
      '暂无数据。正在采集数据：已完成 7/11 个数据源，约需 2 分钟。请稍后再问；用 /sources 查看各数据源。',
    )
  })
})
