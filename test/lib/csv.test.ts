import { expect, it } from 'vitest'
import { csv } from '../../src/lib/csv.ts'

it.each([
  ...['=1+1', '+1', '-1+cmd', '@SUM(A1)', '\t=1', '\r\n=1', '  =1', '\u00a0=1', '\u200b=1', '\ufeff=1'],
  ...['＝1+1', '＋1', '－1', '＠SUM(A1)', '=HYPERLINK("http://x","y")', '=cmd|"/c calc"!A0', '\u202e=1'],
])('%j is text to a spreadsheet, and no formula', (text) => {
  const [line = ''] = csv([[text, 5]]).split('\r\n')
  expect(line).toMatch(/^"?'/)
  expect(line).toMatch(/,5$/)
})

it('numbers, names and quotes stay what they are', () => {
  expect(csv([['Lamp, small', -5, 'a "b"', '']])).toBe('"Lamp, small",-5,"a ""b""",\r\n')
})
