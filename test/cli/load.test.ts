import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bundled } from '../../bin/load.js'

describe('a bundle of a program', () => {
  let dir = ''
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'floorwalker-bundle-'))
    write('part.ts', "export const said: string = 'old'")
    write('main.ts', "export { said } from './part.ts'\nexport const here: string = import.meta.url")
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  const write = (name: string, text: string) => writeFileSync(join(dir, name), `${text}\n`)
  const made = () => bundled(join(dir, 'main.ts'), join(dir, 'cache'))
  const run = async (path: string): Promise<{ said: string; here: string }> =>
    import(/* @vite-ignore */ pathToFileURL(path).href)

  it('is made once and taken again while no source changes', async () => {
    const first = await made()
    const { ino } = statSync(first)
    expect(await made()).toBe(first)
    expect(statSync(first).ino).toBe(ino)
    expect(await run(first)).toMatchObject({ said: 'old' })
  })

  it('is not taken when a source has changed, be it of the same length and the same time', async () => {
    const first = await made()
    const { atime, mtime } = statSync(join(dir, 'part.ts'))
    write('part.ts', "export const said: string = 'new'")
    utimesSync(join(dir, 'part.ts'), atime, mtime)
    const second = await made()
    expect(second).not.toBe(first)
    expect((await run(second)).said).toBe('new')
  })

  it('is not taken when a source is gone', async () => {
    await made()
    rmSync(join(dir, 'part.ts'))
    await expect(made()).rejects.toThrow('part.ts')
  })

  it('leaves the one before it for a process that still runs', async () => {
    const first = await made()
    write('part.ts', "export const said: string = 'new'")
    await made()
    expect((await run(first)).said).toBe('old')
  })

  it('knows its modules where they stand, and the files beside them', async () => {
    expect((await run(await made())).here).toBe(pathToFileURL(join(dir, 'main.ts')).href)
  })

  it('is one and the same for those who make it at the same time', async () => {
    const paths = await Promise.all([made(), made(), made()])
    expect(new Set(paths).size).toBe(1)
    expect((await run(paths[0] ?? '')).said).toBe('old')
  })
})
