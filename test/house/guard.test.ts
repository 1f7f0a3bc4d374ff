import { describe, expect, it } from 'vitest'
import { biomeRooms } from './biome.ts'
import { judgeSizes, judgeTable } from './judge.ts'
import { judgeTests } from './judge-tests.ts'
import { judged } from './made-up.ts'
import { HOUSE, isCode, pathsIn } from './tree.ts'

describe('an import', () => {
  it.each([
    ["import { open } from '../lake/open.ts'", 'stats may not import lake'],
    ['import { open } from "../lake/open.ts"', 'stats may not import lake'],
    ["import type { Lake } from '../lake/open.ts'", 'stats may not import lake'],
    ["import '../lake/open.ts'", 'stats may not import lake'],
    ["export * from '../lake/open.ts'", 'stats may not import lake'],
    ["export type { Lake } from '../lake/open.ts'", 'stats may not import lake'],
    ["export type L = import('../lake/open.ts').Lake", 'stats may not import lake'],
    ['export const lake = import(`../lake/open.ts`)', 'stats may not import lake'],
    ["export const lake = require('../lake/open.ts')", 'stats may not import lake'],
    ["export const lake = new URL('../lake/open.ts', base)", 'stats may not import lake'],
    ["import { open } from './../stats/../lake/open.ts'", 'stats may not import lake'],
    ["import { mean } from './series/mean.ts'", 'stats/. may not use series'],
  ])('is judged however it is written: %s', (text, said) => {
    expect(judged({ 'src/stats/describe.ts': text }).join('\n')).toContain(said)
  })

  it('of a text or a comment is none', () => {
    expect(
      judged({
        'src/stats/describe.ts': `export const x = "import y from '../lake/open.ts'" // from '../lake/open.ts'`,
      }),
    ).toEqual([])
  })

  it('whose name is made at run time is for the wiring alone', () => {
    const text = 'export const load = (name: string) => import(name)'
    expect(judged({ 'src/state/settings.ts': text })).toEqual([
      'src/state/settings.ts imports what only the running program knows',
    ])
    expect(judged({ 'src/cli/main.ts': text })).toEqual([])
  })

  it('goes one way only between the parts of a room', () => {
    expect(
      judged({
        'src/models/learn/pick-rows.ts': "import type { Model } from '../conversion/conversion.ts'",
        'src/models/conversion/conversion.ts': '',
        'src/models/conversion/train.ts': "import { pick } from '../learn/pick-rows.ts'",
      }),
    ).toEqual([
      'src/models/learn/pick-rows.ts imports src/models/conversion/conversion.ts: models/learn may not use conversion',
    ])
  })

  it('of a package is made at its door, and of a file inside it too', () => {
    expect(
      judged({
        'jobs/build.ts':
          "import knex from 'knex'\nimport { Builder } from 'knex/lib/query/querybuilder.js'\nimport type { App } from '@slack/bolt/dist/App'",
        'src/state/settings.ts': "import knex from 'knex/knex.js'",
      }),
    ).toEqual([
      'jobs/build.ts imports knex: its door is src/state, migrations',
      'jobs/build.ts imports knex/lib/query/querybuilder.js: its door is src/state, migrations',
      'jobs/build.ts imports @slack/bolt/dist/App: its door is src/slack',
    ])
  })

  it('leads in no circle: not of values, not of types, not to itself', () => {
    const circle = (one: string, other: string) =>
      judged({ 'src/lib/days.ts': one, 'src/lib/money.ts': other, 'src/lib/text.ts': "import './days.ts'" })
    const found = ['a circle of imports: src/lib/days.ts, src/lib/money.ts']
    expect(circle("import { m } from './money.ts'", "import { d } from './days.ts'")).toEqual(found)
    expect(circle("import type { M } from './money.ts'", "import type { D } from './days.ts'")).toEqual(found)
    expect(circle("export * from './money.ts'", "export type D = import('./days.ts').D")).toEqual(found)
    expect(judged({ 'src/lib/days.ts': "export * from './days.ts'" })).toEqual([
      'a circle of imports: src/lib/days.ts',
    ])
    expect(circle("import './money.ts'", '')).toEqual([])
  })
})

describe('a place', () => {
  it('that the plan does not name is refused', () => {
    expect(
      judged({
        'src/helpers/x.ts': '',
        'src/models/helpers/x.ts': '',
        'src/lib/deep/x.ts': '',
        'src/more.ts': '',
      }),
    ).toEqual([
      'src/helpers/x.ts lies in a folder that the plan does not name',
      'src/models/helpers/x.ts lies in a folder that the plan does not name (src/models)',
      'src/lib/deep/x.ts lies in a folder that the plan does not name (src/lib)',
      'src/more.ts lies in a folder that the plan does not name',
    ])
  })

  it('other than the door of the process may not read the environment', () => {
    for (const text of ['process.env.PORT', "process['env'].PORT", 'globalThis.process.env'])
      expect(judged({ 'jobs/build.ts': `export const port = ${text}` })).toEqual([
        'jobs/build.ts reads the environment',
      ])
    expect(judged({ 'jobs/build.ts': "import { env } from 'node:process'" })).toEqual([
      'jobs/build.ts reads the environment',
    ])
  })

  it('is small, short and named like the others', () => {
    const many = Array.from({ length: 21 }, (_, i) => `src/lib/file-${i}.ts`)
    expect(judgeSizes([...many, 'src/stats/camelCase.ts'], new Map([['src/lib/long.ts', 251]]))).toEqual([
      'src/lib/long.ts has 251 lines, 250 are allowed',
      'src/lib has 21 files, 20 are allowed',
      'src/stats/camelCase.ts is not named in kebab-case',
    ])
  })

  it('that cannot be parsed is told, not passed over', () => {
    expect(judged({ 'src/lib/days.ts': 'export const = 1' }).join()).toContain('cannot be parsed')
  })
})

describe('a test', () => {
  it.each([
    ["it('x', () => { if (!dir) return\n expect(1).toBe(1) })", 'a test ends early'],
    ["it.each([1])('x', async () => { for (const one of all) { if (!one) return } })", 'a test ends early'],
    ["it('x', () => { const dir = sharedData('olist') })", 'a test looks for its data as it runs'],
    ["test('x', () => { open(process.env.TEST_SPARK_URL) })", 'a test looks for its data as it runs'],
    [
      "it.skipIf(no)('x', () => { open(process.env['TEST_SPARK_URL']) })",
      'a test looks for its data as it runs',
    ],
  ])('that is green without its data is refused: %s', (text, said) => {
    expect(judgeTests('test/x.test.ts', text)).toEqual([`test/x.test.ts:1 ${said}`])
  })

  it('that is skipped without it is not, nor a function that returns in it', () => {
    const text = "const dir = sharedData('olist')\nit.skipIf(!dir)('x', () => { const f = () => { return } })"
    expect(judgeTests('test/x.test.ts', text)).toEqual([])
  })
})

describe('the plan', () => {
  const paths = pathsIn(HOUSE)

  it('is refused where it names what is gone: a pure file, a door, a package', () => {
    const without = paths.filter((path) => path !== 'src/alerts/detect.ts' && path !== 'src/scheduler.ts')
    const said = judgeTable(without, [])
    expect(said).toContain('to be pure, or not: there is no src/alerts/detect.ts')
    expect(said).toContain('the door of node-cron is missing: src/scheduler.ts')
    expect(said).toContain('there is no room src/scheduler.ts')
    expect(said).toContain('knex has a door and is no dependency')
  })

  it('is refused by Biome as by the guard: a rule for each folder that holds code', () => {
    const folders = new Set(paths.filter(isCode).map((path) => path.slice(0, path.lastIndexOf('/'))))
    const rules = biomeRooms()
    for (const folder of folders) if (folder !== 'src') expect(rules).toContain(`"${folder}/*.*"`)
  })
})
