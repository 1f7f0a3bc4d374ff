import { describe, expect, it } from 'vitest'
import { judged } from './made-up.ts'
import { textOf } from './tree.ts'

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
