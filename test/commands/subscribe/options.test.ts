import { describe, expect, it } from 'vitest'
import { readWish } from '../../../commands/subscribe/options.ts'
import { parseSubscribe } from '../../../commands/subscribe/question.ts'

const WEEKDAYS = [1, 2, 3, 4, 5]

describe('what is said of a digest', () => {
  it.each([
    ['daily', { kind: 'daily' }],
    ['Daily digest at 8:00', { kind: 'daily', at: '08:00' }],
    [
      'daily me 08:00 weekdays compact',
      { kind: 'daily', place: { kind: 'me' }, at: '08:00', weekdays: WEEKDAYS, isCompact: true },
    ],
    ['every day at 7.30am here', { kind: 'daily', at: '07:30', place: { kind: 'here' }, weekdays: null }],
    ['daily 12am UTC', { kind: 'daily', at: '00:00', zone: 'UTC' }],
    [
      'daily 8pm Asia/Shanghai in Chinese',
      { kind: 'daily', at: '20:00', zone: 'Asia/Shanghai', language: 'zh' },
    ],
    [
      'weekly <#C0123ABCD|sales> monday 09:00',
      { kind: 'weekly', place: { kind: 'id', id: 'C0123ABCD', called: 'sales' }, weekdays: [1], at: '09:00' },
    ],
    [
      'weekly to #Sales-EU on Tuesdays',
      { kind: 'weekly', place: { kind: 'name', name: '#sales-eu' }, weekdays: [2] },
    ],
    ['daily mon-wed, fri', { kind: 'daily', weekdays: [1, 2, 3, 5] }],
    ['daily on Sat and Sun', { kind: 'daily', weekdays: [6, 7] }],
    ['daily fri to mon', { kind: 'daily', weekdays: [1, 5, 6, 7] }],
    ['daily, not on weekends, skip holidays', { kind: 'daily', weekdays: WEEKDAYS, skipsHolidays: true }],
    ['daily skip if nothing new', { kind: 'daily', skipsUnchanged: true }],
    ['daily only when there is new data', { kind: 'daily', skipsUnchanged: true }],
    ['daily for category=Games', { kind: 'daily', segment: 'category=Games' }],
    ['daily category=Home & Living 08:00', { kind: 'daily', segment: 'category=Home & Living', at: '08:00' }],
    [
      'daily merchant="Full Daily Monday GmbH" compact',
      { kind: 'daily', segment: 'merchant="Full Daily Monday GmbH"', isCompact: true },
    ],
    ['daily of bazario × Games', { kind: 'daily', segment: 'bazario × Games' }],
    ['daily for the whole shop', { kind: 'daily', segment: '' }],
    ['monthly me on the 5th at 9:00', { kind: 'monthly', place: { kind: 'me' }, monthDay: 5, at: '09:00' }],
    ['quarterly day 3', { kind: 'quarterly', monthDay: 3 }],
    ['<@U024BE7LH|Mara> weekly', { kind: 'weekly', place: { kind: 'id', id: 'U024BE7LH', called: 'Mara' } }],
    ['日报 08:00 工作日', { kind: 'daily', at: '08:00', weekdays: WEEKDAYS }],
    [
      '周报 周一 09:00 发给我 中文',
      { kind: 'weekly', weekdays: [1], at: '09:00', place: { kind: 'me' }, language: 'zh' },
    ],
    [
      '每日 周一至周三 简版 节假日不发',
      { kind: 'daily', weekdays: [1, 2, 3], isCompact: true, skipsHolidays: true },
    ],
    ['月报 每月3日 只看 category=Games', { kind: 'monthly', monthDay: 3, segment: 'category=Games' }],
    ['季报', { kind: 'quarterly' }],
    ['日报 有新数据才发', { kind: 'daily', skipsUnchanged: true }],
  ])('%s', (typed, wish) => {
    expect(readWish(typed)).toEqual(wish)
  })
})

describe('a question of digests', () => {
  it.each([
    ['', { kind: 'list' }],
    ['list', { kind: 'list' }],
    ['history', { kind: 'history', id: null }],
    ['history 3', { kind: 'history', id: 3 }],
    ['send now 3', { kind: 'act', act: 'send', id: 3 }],
    ['pause #3', { kind: 'act', act: 'pause', id: 3 }],
    ['resume 3', { kind: 'act', act: 'resume', id: 3 }],
    ['delete 12', { kind: 'act', act: 'delete', id: 12 }],
    ['暂停 3', { kind: 'act', act: 'pause', id: 3 }],
    ['hand over 3 to <@U024BE7LH|Mara>', { kind: 'hand', id: 3, to: '<@U024BE7LH|Mara>' }],
    ['change 3 at 09:00', { kind: 'change', id: 3, wish: { at: '09:00' } }],
    [
      'copy 3 to <#C0123ABCD|sales>',
      { kind: 'copy', id: 3, wish: { place: { kind: 'id', id: 'C0123ABCD', called: 'sales' } } },
    ],
  ])('%s', (typed, question) => {
    expect(parseSubscribe(typed)).toEqual(question)
  })

  it.each([
    '08:00',
    'send',
    'pause x',
    'hand 3',
    'change 3',
    'copy 3',
    'daily Europe/Berln',
    'monthly day 32',
    'monthly on the 0th',
  ])('%s is asked back with what to write', (typed) => {
    expect(parseSubscribe(typed)).toMatchObject({ kind: 'usage', because: expect.stringMatching(/\.$/) })
  })
})
