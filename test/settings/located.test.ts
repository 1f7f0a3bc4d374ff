import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { locate, parsed, sayFaults } from '../../src/settings/located.ts'

const file = z.strictObject({
  name: z.string().default('shop'),
  feeds: z.array(z.strictObject({ table: z.string(), every: z.number().min(1).default(1) })).default([]),
})

function said(text: string): string {
  const { value, faults, tell } = locate(text)
  if (faults.length === 0) parsed(file, value ?? {}, { path: [], tell })
  return sayFaults(faults)
}

describe('a file that people write', () => {
  it.each(['', '# nothing yet\n', 'name: a\nfeeds:\n  - table: orders\n'])('is right: %j', (text) => {
    expect(said(text)).toBe('')
  })

  it.each([
    ['feeds:\n  - table: orders\n  - tabel: stock\n', /line 3: feeds\.1\.tabel: is not known here/],
    ['feeds:\n  - table: orders\n  - tabel: stock\n', /line 3: feeds\.1\.table: /],
    ['name: a\n\n\nfeeds:\n  - { table: orders, every: 0 }\n', /^line 5: feeds\.0\.every: [^;]+$/],
    ['name: a\nspeed: 3\nfeeds: [{ table: 1 }]\n', /line 3: feeds\.0\.table: .*; line 2: speed: is not/],
    ['- a list\n', /^line 1: the file: /],
    ['a: [1\nb: }', /^line \d: is not YAML: /],
    ['a: 1\na: 2\n', /^line 2: is not YAML: .*unique/],
    [`${'x'.repeat(500)}: 1\n`, /^line 1: x{59}…: is not known here$/],
  ])('says what is wrong, and on which line: %j', (text, expected) => {
    expect(said(text)).toMatch(expected)
  })
})
