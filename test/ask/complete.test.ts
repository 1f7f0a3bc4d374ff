import { describe, expect, it } from 'vitest'
import { completeLine, completionsOf } from '../../src/ask/complete.ts'
import { KNOWN } from './shop-words.ts'

const NAMES = {
  ...KNOWN,
  kpis: [
    { name: 'gmv', called: ['GMV', '成交总额'] },
    { name: 'conversion', called: ['Conversion', '转化率'] },
    { name: 'aov', called: ['Average order', '客单价'] },
  ],
}
const lines = (typed: string) => completeLine(typed, NAMES).map(({ line }) => line)

describe('a command line goes on with', () => {
  it.each([
    ['/kpi con', '/kpi conversion'],
    ['/kpi 转', '/kpi conversion'],
    ['/kpi average or', '/kpi aov'],
    ['/why gmv ele', '/why gmv category=Electronics'],
    ['/why gmv home & l', '/why gmv category="Home & Living"'],
    ['/forecast gmv nordk', '/forecast gmv merchant=M-007'],
    ['/kpi gmv platform=baz', '/kpi gmv platform=bazario'],
    ['/kpi gmv platform=bazario toy', '/kpi gmv platform=bazario category=Toys'],
    ['/price travel j', '/price bazario/SKU-2872'],
    ['/price SKU-12', '/price nordmarkt/SKU-1252'],
    ['/restock isar', '/restock M-012'],
    ['/recommend cha', '/recommend champions'],
    ['/KPI CON', '/KPI conversion'],
  ])('%s: %s', (typed, line) => {
    expect(lines(typed)[0]).toBe(line)
  })

  it('every KPI, product or group of customers where none has begun', () => {
    expect(lines('/kpi ')).toHaveLength(3)
    expect(lines('/price ').length).toBeGreaterThan(3)
    expect(lines('/recommend ')[0]).toBe('/recommend champions')
  })

  it('nothing where nothing is named, or all of it is there', () => {
    for (const typed of [
      '',
      'kpi con',
      '/kpi',
      '/nope con',
      '/kpi conversion',
      '/kpi gmv ',
      '/kpi gmv 2026-10',
    ])
      expect(lines(typed)).toEqual([])
  })
})

describe('a name that begins with what is typed', () => {
  it('stands before one with a word that does, and that before one that holds it', () => {
    const members = ['Bare Toys', 'Toys', 'Nontoys'].map((name) => ({
      ...{ dimension: 'category' as const, member: name, called: name },
    }))
    const found = completionsOf('toy', ['segment'], { ...NAMES, members }, 10)
    expect(found.map(({ fill }) => fill)).toEqual([
      'category=Toys',
      'category="Bare Toys"',
      'category=Nontoys',
    ])
  })
})
