import { describe, expect, it } from 'vitest'
import { sum, sumOf } from '../../../src/lib/sum.ts'
import { encode, type Feature, learnEncoder } from '../../../src/models/learn/features.ts'
import { learnProducts } from '../../../src/models/learn/products.ts'

const feature = (column: string, kind: Feature['kind']): Feature => ({ column, kind, known: 'on arrival' })
const numbers = (values: readonly number[]) => ({
  rows: values.length,
  numbers: { x: Float64Array.from(values) },
  texts: {},
})

describe('encoding', () => {
  it('has mean 0 and deviation 1 on the rows it was learned from', () => {
    const rows = numbers([0, 1, 5, 20, 300])
    const [column = new Float64Array(0)] = encode(learnEncoder([feature('x', 'log')], rows), rows)
    expect(sum(column)).toBeCloseTo(0, 12)
    expect(sumOf(column, (value) => value ** 2) / 5).toBeCloseTo(1, 12)
  })

  it('treats later rows as the first ones', () => {
    const encoder = learnEncoder([feature('x', 'share')], numbers([1, 3]))
    expect([...(encode(encoder, numbers([5]))[0] ?? [])]).toEqual([3])
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'takes %s for the median, with a flag beside it',
    (hole) => {
      const rows = numbers([1, 2, 3, hole])
      const encoder = learnEncoder([feature('x', 'share')], rows)
      expect(encoder.terms.map(({ name }) => name)).toEqual(['x', 'x is missing'])
      expect(encoder.terms[0]?.fill).toBe(2)
      expect(encode(encoder, rows).every((column) => column.every(Number.isFinite))).toBe(true)
    },
  )

  it.each([
    ['constant', [7, 7, 7]],
    ['constant and huge', [1e15, 1e15, 1e15]],
    ['empty', [Number.NaN, Number.NaN, Number.NaN]],
  ])('drops and names a column that is %s', (_, values) => {
    const { terms, dropped } = learnEncoder([feature('x', 'share')], numbers(values))
    expect(terms).toEqual([])
    expect(dropped).toEqual([{ name: 'x', because: 'the same in every row' }])
  })

  it('compares members with the most frequent one, and takes an unknown one for it', () => {
    const words = (codes: readonly number[], members: readonly string[]) => ({
      rows: codes.length,
      numbers: {},
      texts: { device: { codes: Uint16Array.from(codes), members } },
    })
    const encoder = learnEncoder([feature('device', 'category')], words([0, 0, 0, 1], ['phone', 'desk']))
    expect(encoder.terms.map(({ name }) => name)).toEqual(['device = desk'])
    const later = encode(encoder, words([0, 1, 2], ['desk', 'phone', 'watch']))[0]
    expect(later?.[1]).toBe(later?.[2])
    expect(later?.[0]).toBeGreaterThan(later?.[1] ?? 0)
  })

  it('names a column that is absent', () => {
    expect(() => learnEncoder([feature('y', 'log')], numbers([1]))).toThrow('no numeric column y')
  })
})

describe('squares and products', () => {
  const rows = {
    rows: 4,
    numbers: {
      a: Float64Array.of(0, 1, 2, 9),
      b: Float64Array.of(4, 1, 3, 1),
      f: Float64Array.of(0, 1, 0, 1),
    },
    texts: {},
  }
  const plain = learnEncoder([feature('a', 'share'), feature('b', 'share'), feature('f', 'flag')], rows)
  const products = learnProducts(plain.terms, encode(plain, rows), Uint8Array.of(0, 0, 1, 1))

  it('are of numbers, not of flags', () => {
    expect(products.map(({ name }) => name)).toEqual(['a²', 'a × b', 'b²'])
  })

  it('come after the terms, standardised too', () => {
    const columns = encode({ ...plain, products }, rows)
    expect(columns.length).toBe(6)
    for (const column of columns) expect(sumOf(column, (value) => value ** 2) / 4).toBeCloseTo(1, 12)
  })

  it('do not let one wild row own them', () => {
    const wild = { ...rows, numbers: { ...rows.numbers, a: Float64Array.of(0, 1, 2, 1e9) } }
    const [, , , square] = encode({ ...plain, products }, wild)
    const limit = (16 - (products[0]?.mean ?? 0)) / (products[0]?.sd ?? 1)
    expect(square?.[3]).toBeCloseTo(limit, 9)
  })
})
