import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** the old names in these are history */
const HISTORY = ['CHANGELOG.md', 'docs/benchmarks.md']

const pages = ['.', 'docs', 'docs/decisions']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md') && !HISTORY.includes(path))

/** `src/lake/open.ts`, `src/threads/`, `test/spark`: a path of the checkout, as far as its first wildcard. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|jobs|commands|migrations|test|bench|bin)\/[^`\s]*)`/g)].flatMap(
    ([, path = '']) => (path.includes('<') || /\{/.test(path) ? [] : [path.replace(/\/?[^/]*\*.*$/, '')]),
  )
}

function linksIn(page: string, text: string): string[] {
  return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) =>
    relative(ROOT, join(ROOT, dirname(page), link)),
  )
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')

  it('names no file or folder that is not there', () => {
    const named = [...pathsIn(text), ...linksIn(page, text)]
    expect(
      named.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, `${path}.ts`))),
    ).toEqual([])
  })
})

it('the list of decisions names every one of them', () => {
  const folder = join(ROOT, 'docs/decisions')
  const list = readFileSync(join(folder, 'README.md'), 'utf8')
  const pages = readdirSync(folder).filter((name) => name !== 'README.md')
  expect(pages.filter((name) => !list.includes(`(${name})`))).toEqual([])
})
