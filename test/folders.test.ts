import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storesIn } from '../src/config/stores.ts'
import { makeFolder, makeFolders } from '../src/folders.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-folders-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('a folder of the settings', () => {
  it('is made with all above it, and is left as it is where it stands', () => {
    makeFolder(join(dir, 'a', 'b', 'c'), 'DATA_DIR')
    makeFolder(join(dir, 'a', 'b'), 'DATA_DIR')
    expect(existsSync(join(dir, 'a', 'b', 'c'))).toBe(true)
  })

  it.each([
    ['below a file', () => join(dir, 'file', 'var')],
    ['that is a file', () => join(dir, 'file')],
    ['where none can be made', () => '/proc/nope/var'],
  ])('%s is named with the setting to correct', (_, path) => {
    writeFileSync(join(dir, 'file'), '')
    expect(() => makeFolder(path(), 'DATA_DIR')).toThrow(`The folder ${path()} cannot be made`)
    expect(() => makeFolder(path(), 'DATA_DIR')).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('DATA_DIR') }),
    )
  })

  it('is named by its own setting where it has one', () => {
    const stores = storesIn(join(dir, 'var'), '/proc/lake')
    expect(() => makeFolders(stores)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('LAKE_DIR') }),
    )
  })
})
