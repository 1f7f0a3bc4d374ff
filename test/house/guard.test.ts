import { describe, expect, it } from 'vitest'
import { biomeRooms } from './biome.ts'
import { judge, judgeSizes, judgeTable } from './judge.ts'
import { readSource } from './read-source.ts'
import { HOUSE, isCode, pathsIn, textOf } from './tree.ts'

/** What the guard says of a small made-up tree. */
const judged = (tree: Readonly<Record<string, string>>) =>
  judge(Object.entries(tree).map(([path, text]) => readSource(path, text)))

describe('a pure room', () => {
  const inStats = (text: string) => judged({ 'src/stats/describe.ts': text })

  it.each([
    ['performance', 'export const at = performance.now()'],
    ['globalThis', 'export const id = globalThis.crypto.randomUUID()'],
    ['crypto', 'export const bytes = crypto.getRandomValues(new Uint8Array(4))'],
    ['new Date()', 'export const at = new Date'],
    ['new Date()', 'export const at = new Date()'],
    ['new Date of local parts', 'export const at = new Date(2026, 1, 1)'],
    ['Date', 'export const at = Date()'],
    ['Date.now', 'export const clock = Date.now'],
    ['Date.now', 'export const at = Date /* now */ . now ()'],
    ['Date.now', "export const at = Date['now']()"],
    ['Date', 'const { now } = Date\nexport const at = now()'],
    ['Date', 'const D = Date\nexport const at = D.now()'],
    ['Math.random', 'export const draw = Math.random()'],
    ['Math.random', 'export const draw = Math[`random`]()'],
    ['Math.?', "export const draw = Math['ran' + 'dom']()"],
    ['Math', 'export const { random } = Math'],
    ['Math', 'export const draw = (Math as { random(): number }).random()'],
    ['process', 'export const { pid } = process'],
    ['console', "console.log('x')"],
    ['fetch', "export const page = fetch('https://example.com')"],
    ['setTimeout', 'setTimeout(() => {}, 1)'],
    ['setInterval', 'setInterval(() => {}, 1)'],
    ['setImmediate', 'export const later = setImmediate'],
    ['queueMicrotask', 'queueMicrotask(() => {})'],
    ['Promise', 'export const p = Promise.resolve(1)'],
    ['async', 'export async function f() {}'],
    ['async', 'export const f = async () => 1'],
    ['await', 'export const x = await 1'],
    ['.then()', 'export const f = (p: PromiseLike<1>) => p.then(() => 2)'],
    ['import()', "export const q = import('./quantile.ts')"],
    ['import.meta', 'export const here = import.meta.url'],
    ['require', "export const fs = require('fs')"],
    ['eval', "export const x = eval('1')"],
    ['Intl.DateTimeFormat of the local zone', 'export const f = Intl.DateTimeFormat()'],
    [
      '.resolvedOptions()',
      "export const z = new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).resolvedOptions()",
    ],
    ['.toLocaleDateString() of this machine', "export const f = (d: Date) => d.toLocaleDateString('en')"],
    ['.getHours() of local time', 'export const f = (d: Date) => d.getHours()'],
  ])('may not have %s: %s', (what, text) => {
    expect(inStats(text)).toContain(`src/stats/describe.ts is to be pure and has ${what}`)
  })

  it.each([
    ["import fs from 'fs'", 'fs'],
    ['import fs from "node:fs"', 'node:fs'],
    ["import { readFile } from 'fs/promises'", 'fs/promises'],
    ["import 'node:process'", 'node:process'],
    ["export * from 'node:crypto'", 'node:crypto'],
    ["import pino from 'pino'", 'pino'],
  ])('may not reach out by %s', (text, name) => {
    expect(inStats(`${text}\n`)).toContain(`src/stats/describe.ts is to be pure and imports ${name}`)
  })

  it('may reckon with days that it is given, and name what it may not do in words and types', () => {
    expect(
      inStats(`
        /* Date.now() and Math.random() */
        export const words = 'await fetch(process.env) new Date() from "node:fs"' // performance.now()
        export const at = (day: string, clock: Date): number => new Date(day).getTime() + Date.UTC(2026, 0, 1) + clock.getUTCHours()
        export const most = Math.max(1, Math.PI)
        export const said = { process: 1, fetch: 2 }.process
        export type Later = Promise<typeof performance>
        export const shown = new Intl.DateTimeFormat('en', { timeZone: 'UTC' })
      `),
    ).toEqual([])
  })

  it('holds for a file of any name: decide.ts renamed is still to be pure', () => {
    const text = `${textOf('src/alerts/decide.ts')}\nexport const luck = Math.random()\n`
    expect(judged({ 'src/alerts/decide.ts': text, 'src/alerts/choose.ts': text })).toEqual([
      'src/alerts/decide.ts is to be pure and has Math.random',
      'src/alerts/choose.ts is to be pure and has Math.random',
    ])
  })

  it('may not use what is not pure, by value; by type it may', () => {
    const detect = { 'src/alerts/detect.ts': '' }
    expect(judged({ ...detect, 'src/alerts/decide.ts': "export { detect } from './detect.ts'" })).toEqual([
      'src/alerts/decide.ts is to be pure and imports src/alerts/detect.ts, which is not',
    ])
    expect(judged({ ...detect, 'src/alerts/decide.ts': "import type { Found } from './detect.ts'" })).toEqual(
      [],
    )
  })
})

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
