import { describe, expect, it } from 'vitest'
import { LANGUAGES, languageOf, languagesFrom } from '../../src/lib/language.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { localeOf } from '../../src/report/words/locale.ts'

const SHOP = { currency: 'EUR', zone: 'Europe/Berlin' }
const english = localeOf('en', SHOP)
const chinese = localeOf('zh', SHOP)

/** `kpi.columns.value`, with what stands there */
function texts(of: unknown, path = ''): [string, unknown][] {
  if (typeof of !== 'object' || of === null) return [[path, of]]
  return Object.entries(of).flatMap(([key, value]) => texts(value, path === '' ? key : `${path}.${key}`))
}

describe('the texts of the two languages', () => {
  it('are the same ones, and each is a text or takes the same values', () => {
    const shapes = (of: unknown) =>
      texts(of).map(
        ([path, value]) => `${path} ${typeof value === 'function' ? 'takes values' : typeof value}`,
      )
    expect(shapes(chinese.words)).toEqual(shapes(english.words))
  })

  it('are written in their language', () => {
    const fixed = (of: unknown) =>
      texts(of).filter((one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '')
    expect(fixed(english.words).filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
    expect(fixed(chinese.words).filter(([, text]) => !/\p{Script=Han}/u.test(text))).toEqual([])
  })

  it('name every KPI and what it counts', () => {
    for (const metric of metrics) {
      const { label, definition } = chinese.words.metrics
      expect(`${label(metric)} ${definition(metric)}`, metric.name).toMatch(/^[\p{Script=Han}\d][^A-Za-z]+$/u)
    }
  })
})

describe('numbers and dates', () => {
  it('are written as each language writes them', () => {
    const shown = LANGUAGES.map((language) => {
      const { percent, points, change, wholeMoney, gain, longDay, shortDay, weekday, instant, list } =
        localeOf(language, SHOP)
      return [
        percent(0.0342),
        points(-0.0042),
        change(0.041),
        wholeMoney(123_456_78),
        gain(-231_000),
        longDay('2026-11-23'),
        shortDay('2026-11-23'),
        weekday('2026-11-23'),
        instant(new Date('2026-11-23T08:30:00Z')),
        list(['A', 'B', 'C']),
      ]
    })
    expect(shown).toEqual([
      [
        '3.42 %',
        '−0.42 pp',
        '+4.1 %',
        '€123,457',
        '−€2,310',
        'Mon 23 Nov 2026',
        '23 Nov',
        'Monday',
        '23 Nov 09:30',
        'A, B, and C',
      ],
      [
        '3.42%',
        '−0.42 个百分点',
        '+4.1%',
        '€123,457',
        '−€2,310',
        '2026年11月23日周一',
        '11月23日',
        '星期一',
        '11月23日 09:30',
        'A、B和C',
      ],
    ])
  })
})

describe('a language', () => {
  it.each([
    ['en-GB', 'en'],
    ['zh-CN', 'zh'],
    ['zh_TW', 'zh'],
    ['de-DE', null],
    ['', null],
    [undefined, null],
  ])('of %s is %s', (tag, language) => expect(languageOf(tag)).toBe(language))

  it('is set for channels by their names', () => {
    expect(languagesFrom('#ops-cn=zh, C0123=en-US')).toEqual(
      new Map([
        ['#ops-cn', 'zh'],
        ['C0123', 'en'],
      ]),
    )
    for (const wrong of ['#ops', '=zh', '#ops=fr', '#a=zh,']) expect(languagesFrom(wrong)).toBeNull()
  })
})
