import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const pack = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().default(false),
  integrity: z.string().optional(),
  link: z.boolean().default(false),
})
const { packages } = z
  .object({ packages: z.record(z.string(), pack) })
  .parse(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')))

/** their lock entries say none, those of the same version for this machine say MIT */
const OF_OTHER_MACHINES = /^@duckdb\/node-bindings-(darwin|linux|win32)-/

/** these packages name their licence in an older form, or in a file of its own: MIT */
const OLD_FORM: Readonly<Record<string, string>> = { jstat: 'MIT', 'png-js': 'MIT' }

const installed = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, one]) => ({ ...one, name: path.replace(/^.*node_modules\//, '') }))
  .filter(({ name }) => !OF_OTHER_MACHINES.test(name))

/** Whoever passes the bot on need do no more than keep their notices. MPL: changes to their own files are to be given. */
const ALLOWED = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Unlicense',
    'PSF-2.0',
  ],
  ...['MPL-2.0', 'CC-BY-3.0'],
])
describe('what is installed with the bot', () => {
  it('may be passed on with it', () => {
    const refused = installed.filter(({ name, license = OLD_FORM[name] ?? 'none' }) => {
      const isAny = license.includes(' OR ')
      const terms = license.replace(/[()]/g, '').split(/ OR | AND /)
      return isAny ? !terms.some((term) => ALLOWED.has(term)) : !terms.every((term) => ALLOWED.has(term))
    })
    expect(refused.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
    expect(installed.length).toBeGreaterThan(100)
  })

  it('is what was locked: every package by its hash', () => {
    expect(installed.filter(({ integrity, link }) => !integrity && !link).map(({ name }) => name)).toEqual([])
  })
})
