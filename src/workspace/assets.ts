import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'

interface Asset {
  readonly type: string
  readonly content: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * The page as it lies on disk, by address. The library's style sheet speaks to one id, a page of many messages needs
 * a class; in a layer of its own it yields to the page's.
 */
export function pageAssets(): Readonly<Record<string, Asset>> {
  const folder = new URL('./page/', import.meta.url)
  const files = readdirSync(folder).map((name): [string, Asset] => [
    `/${name}`,
    {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      content: readFileSync(new URL(name, folder), 'utf8'),
    },
  ])
  const found = Object.fromEntries(files)
  const icon = found['/favicon.svg']
  const index = found['/index.html']
  const library = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css')
  const blocks = readFileSync(library, 'utf8').replaceAll('#slack_blocks_to_jsx', '.slack_blocks_to_jsx')
  return {
    ...found,
    ...(index ? { '/': index } : {}),
    ...(icon ? { '/favicon.ico': icon } : {}),
    '/library.css': { type: TYPES['.css'] ?? '', content: `@layer library {${blocks}}` },
  }
}
