import { expect, it } from 'vitest'
import { chartLines, sparkline, tableLines } from '../../src/messages/text-grid.ts'

const limits = { rows: 3, cell: 12 }

it('a sparkline spans lowest to highest, a gap is a space, a level series is level', () => {
  expect(sparkline([1, 2, 3])).toBe('▁▅█')
  expect(sparkline([1, null, 8])).toBe('▁ █')
  expect(sparkline([5, 5, 5])).toBe('▄▄▄')
  expect(sparkline(Array.from({ length: 600 }, (_, at) => at))).toHaveLength(60)
})

it('numbers stand right, long cells are cut, missing cells are empty', () => {
  const table = {
    kind: 'table',
    caption: '',
    columns: [{ label: 'Name' }, { label: 'Units', align: 'right' }],
    rows: [['a name that is too long', '7'], ['b']],
  } as const
  expect(tableLines(table, limits)).toEqual([
    'Name          Units',
    '────────────  ─────',
    'a name that…      7',
    'b',
  ])
})

it('bars are as long as their value is of the largest', () => {
  const lines = chartLines(
    {
      kind: 'chart',
      title: 'T',
      type: 'bar',
      categories: ['a', 'b'],
      series: [{ label: 's', values: [10, 5] }],
    },
    limits,
  )
  expect(lines).toEqual(['T', `a  ${'█'.repeat(20)}  10`, `b  ${'█'.repeat(10)}${' '.repeat(10)}  5`])
})
