import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { biomeRooms, ROOMS_FILE } from './house/biome.ts'
import { DOCUMENT, withTable } from './house/document.ts'
import { judge, judgeSizes, judgeTable } from './house/judge.ts'
import { judgeTests } from './house/judge-tests.ts'
import { readSource } from './house/read-source.ts'
import { HOUSE, isCode, pathsIn, TIDY, textOf } from './house/tree.ts'

const versions = z.record(z.string(), z.string())
const packages = z.object({ dependencies: versions, devDependencies: versions })
const paths = pathsIn(HOUSE)
const files = paths.filter(isCode).map((path) => readSource(path, textOf(path)))

describe('the plan of rooms', () => {
  it('names only rooms, parts, doors and packages that there are, and leads in no circle', () => {
    const { dependencies, devDependencies } = packages.parse(JSON.parse(textOf('package.json')))
    expect(judgeTable(paths, Object.keys({ ...dependencies, ...devDependencies }))).toEqual([])
  })

  it('is kept by every file: imports, doors, purity, the environment, no circle', () => {
    expect(files.length).toBeGreaterThan(500)
    expect(judge(files)).toEqual([])
  })

  it('is what Biome shows in an editor (npm run house)', () => {
    expect(textOf(ROOMS_FILE)).toBe(biomeRooms())
  })

  it('is what the document says (npm run house)', () => {
    expect(withTable(textOf(DOCUMENT))).toBe(textOf(DOCUMENT))
    expect(textOf(DOCUMENT)).toContain('`stats` may import lib')
  })

  it('keeps files short, folders small and names alike', () => {
    const tidy = pathsIn(TIDY)
    const lines = new Map(
      tidy.filter(isCode).map((path) => [path, textOf(path).trimEnd().split('\n').length]),
    )
    expect(judgeSizes(tidy, lines)).toEqual([])
  })

  it('lets no test be green without its data', () => {
    const tests = pathsIn(['test']).filter((path) => path.endsWith('.test.ts'))
    expect(tests.length).toBeGreaterThan(100)
    expect(tests.flatMap((path) => judgeTests(path, textOf(path)))).toEqual([])
  })
})
