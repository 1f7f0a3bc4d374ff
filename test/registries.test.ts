import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../commands/registry/registry.ts'
import { jobs, nightly } from '../jobs/registry.ts'
import { migrations } from '../migrations/index.ts'
import { isUsage } from '../src/command.ts'
import { QUALITY } from '../src/lake/build/quality/rules.ts'
import { RAW_TABLES } from '../src/lake/contract/schema.ts'
import { CLEAN_TABLES } from '../src/lake/tables/clean-tables.ts'
import { slotsDue } from '../src/lib/schedule.ts'
import { nearest } from '../src/lib/text.ts'
import { DIMENSIONS } from '../src/metrics/metric.ts'
import { metrics } from '../src/metrics/registry.ts'

function expectDistinct(names: readonly string[]): void {
  expect(new Set(names).size).toBe(names.length)
}

describe('every command', () => {
  it('has a name of its own', () => expectDistinct(commands.map(({ name }) => name)))

  it.each(commands.map((command) => [command.name, command] as const))(
    '%s says how to ask it',
    (name, command) => {
      expect(name).toMatch(/^\/[a-z]+$/)
      expect(command.usage.startsWith(name)).toBe(true)
      expect(command.about).not.toBe('')
      expect(command.roles.length).toBeGreaterThan(0)
      for (const example of command.examples) {
        expect(example.startsWith(name)).toBe(true)
        expect(isUsage(command.parse(example.slice(name.length).trim()))).toBe(false)
      }
    },
  )

  it.each(commands.map((command) => [command.name, command] as const))(
    '%s never throws on what is typed',
    (_, command) => {
      const typed = [
        '',
        ' ',
        '<!channel>',
        '<@U1>',
        '&&',
        'x'.repeat(3000),
        '-1',
        '0',
        'SKU-1 SKU-2',
        'a=b=c',
        '\u0000',
        '日本',
      ]
      for (const text of typed) expect(() => command.parse(text)).not.toThrow()
    },
  )

  it('is told in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    for (const { name } of commands) expect(readme).toContain(`\`${name}`)
  })
})

describe('every job', () => {
  it('has a name of its own', () => expectDistinct(jobs.map(({ name }) => name)))

  it('of the night is one of the jobs', () => {
    for (const job of nightly.flat()) expect(jobs).toContain(job)
  })

  it.each(jobs.map((job) => [job.name, job] as const))('%s says what it does and when', (name, job) => {
    expect(name).toMatch(/^[a-z-]+$/)
    expect(job.about).toMatch(/\.$/)
    const { schedule } = job
    const due =
      typeof schedule === 'function'
        ? null
        : slotsDue(
            schedule,
            'Europe/Berlin',
            new Date('2026-10-24T00:00:00Z'),
            new Date('2026-10-26T12:00:00Z'),
          )
    expect(due).not.toEqual([])
  })
})

describe('every KPI', () => {
  it('has a name of its own, no other is near enough to be taken for it', () => {
    const names = metrics.map(({ name }) => name)
    expectDistinct(names)
    for (const name of names) expect(nearest(name, names)).toBe(name)
  })

  it.each(metrics.map((metric) => [metric.name, metric] as const))(
    '%s is data over a mart',
    (name, metric) => {
      expect(name).toMatch(/^[a-z_]+$/)
      expect(metric.mart).toMatch(/\bmart_[a-z_]+\b/)
      expect(metric.definition.length).toBeGreaterThan(20)
      expect(['up', 'down']).toContain(metric.better)
      for (const dimension of metric.dimensions) expect(DIMENSIONS).toContain(dimension)
      const isRatio = typeof metric.value !== 'string'
      expect(isRatio).toBe(metric.unit === 'rate' || metric.unit === 'money-per')
    },
  )
})

describe('every raw table', () => {
  it.each(Object.entries(RAW_TABLES))('%s has its key and its shoppers among its columns', (_, table) => {
    const columns: readonly string[] = table.columns
    expectDistinct(columns)
    for (const column of [...table.key, ...table.shopper]) expect(columns).toContain(column)
    expect(columns[0]).toBe('platform')
  })
})

describe('every clean table', () => {
  it('has its rules of quality, each by a name of its own', () => {
    expect(QUALITY.map(({ table }) => table).sort()).toEqual(CLEAN_TABLES.map(({ table }) => table).sort())
    for (const { table, rules } of QUALITY) {
      expect(
        rules.map(({ name }) => name),
        table,
      ).toEqual(expect.arrayContaining(['key', 'columns', 'refused']))
      expect(new Set(rules.map(({ name }) => name)).size, table).toBe(rules.length)
    }
  })
})

describe('every migration', () => {
  it('is named by its place, so that the order never changes', () => {
    const names = migrations.map(({ name }) => name)
    expect(names).toEqual([...names].sort())
    names.forEach((name, i) => {
      expect(name.startsWith(String(i + 1).padStart(4, '0'))).toBe(true)
    })
  })
})
