import { expect, it } from 'vitest'
import { periodsIn } from '../../src/report/words/periods.ts'

it.each([
  ['2026-10-01', '2026-10-31', 'October 2026', '2026年10月'],
  ['2028-02-01', '2028-02-29', 'February 2028', '2028年2月'],
  ['2025-01-01', '2025-12-31', '2025', '2025年'],
  ['2026-10-01', '2026-10-15', '1 to 15 Oct 2026', '2026年10月1日至15日'],
  ['2026-09-28', '2026-10-04', '28 Sep to 4 Oct 2026', '2026年9月28日至10月4日'],
  ['2025-12-28', '2026-01-03', '28 Dec 2025 to 3 Jan 2026', '2025年12月28日至2026年1月3日'],
  ['2026-11-23', '2026-11-23', 'Mon 23 Nov 2026', '2026年11月23日周一'],
  ['2026-09-01', '2026-10-31', '1 Sep to 31 Oct 2026', '2026年9月1日至10月31日'],
] as const)('%s to %s is %s and %s', (first, last, english, chinese) => {
  expect(periodsIn('en').period(first, last)).toBe(english)
  expect(periodsIn('zh').period(first, last)).toBe(chinese)
})

it('writes the days of a whole month out where it is asked for days', () => {
  expect(periodsIn('en').days('2026-10-01', '2026-10-31')).toBe('1 to 31 Oct 2026')
  expect(periodsIn('zh').days('2026-10-01', '2026-10-31')).toBe('2026年10月1日至31日')
})
