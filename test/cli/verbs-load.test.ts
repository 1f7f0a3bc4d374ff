import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { VERBS } from '../../src/cli/verbs.ts'
import { evaluations } from '../../src/evaluate/registry.ts'
import { PRESETS } from '../../src/sources/files/mapping.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MAIN = 'src/cli/main.ts'

let graph: Metafile['inputs'] = {}
beforeAll(async () => {
  const { metafile } = await build({
    entryPoints: [MAIN],
    absWorkingDir: ROOT,
    outdir: 'none',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
  })
  graph = metafile.inputs
})

/** The modules and packages that are read with a module, without what it imports only when it is needed. */
function readWith(module: string, found = new Set<string>()): Set<string> {
  if (found.has(module)) return found
  found.add(module)
  for (const { path, kind, external } of graph[module]?.imports ?? []) {
    if (kind !== 'import-statement' || path.startsWith('node:')) continue
    if (external) found.add(path)
    else readWith(path, found)
  }
  return found
}

const SLACK = [
  '@slack/bolt',
  '@slack/web-api',
  'echarts/dist/echarts.esm.min',
  '@resvg/resvg-js',
  'src/chat.ts',
]
const SOURCES = [
  'src/sources/registry.ts',
  'src/sources/shopify',
  'src/sources/woocommerce',
  'src/sources/sql',
]
const CRAWLER = ['cheerio', 'robots-parser', 'src/sources/competitors/crawler.ts']
/** only where an endpoint is set, whatever the verb */
const TRACES = ['@opentelemetry/', 'src/tracing/open.ts']
const STORES = ['@duckdb/node-api', 'knex', 'src/app.ts']

describe('what the terminal reads', () => {
  it('to list the verbs is the list, and none of their code', () => {
    const read = [...readWith(MAIN)].filter((path) => path.startsWith('src/'))
    expect(read.sort()).toEqual([
      'src/cli/line.ts',
      MAIN,
      'src/cli/terminal.ts',
      'src/cli/verbs.ts',
      'src/lib/errors.ts',
      'src/lib/text.ts',
    ])
    expect([...readWith(MAIN)]).not.toContain('zod')
  })

  it.each([
    ['ask', [...SLACK, ...SOURCES, ...CRAWLER]],
    ['import', [...SLACK, ...SOURCES, ...CRAWLER, 'commands/']],
    ['job', [...SLACK, ...SOURCES, ...CRAWLER, 'commands/']],
    ['evaluate', [...SLACK, ...SOURCES, ...CRAWLER, 'commands/', 'jobs/', 'knex', 'src/app.ts']],
    ['erase', [...SLACK, ...SOURCES, ...CRAWLER, 'commands/', 'jobs/']],
    ['retain', [...SLACK, ...SOURCES, ...CRAWLER, 'commands/']],
    [
      'upkeep/backup',
      [...SLACK, ...SOURCES, ...CRAWLER, '@duckdb/node-api', 'commands/', 'jobs/', 'src/app.ts'],
    ],
    [
      'upkeep/restore',
      [...SLACK, ...SOURCES, ...CRAWLER, '@duckdb/node-api', 'commands/', 'jobs/', 'src/app.ts'],
    ],
    ['upkeep/verify', [...SLACK, ...SOURCES, ...CRAWLER, 'commands/', 'jobs/', 'src/app.ts']],
    ['upkeep/rebuild', [...SLACK, ...SOURCES, ...CRAWLER, 'commands/']],
    ['demo', [...SLACK, ...SOURCES, ...CRAWLER, ...STORES]],
    ['demo-night', [...SLACK, ...SOURCES, ...CRAWLER]],
    ['doctor', [...SLACK, ...SOURCES, ...CRAWLER, '@duckdb/node-api', 'commands/', 'jobs/']],
    ['manifest', [...SLACK, ...SOURCES, ...CRAWLER, '@duckdb/node-api']],
    ['start', [...SLACK, ...SOURCES, ...CRAWLER]],
  ])('for %s is not what it does not need', (verb, without) => {
    const read = [...readWith(`src/cli/${verb}.ts`)]
    expect(read).toContain(`src/cli/${verb === 'demo-night' ? 'import' : 'verbs'}.ts`)
    const absent = [...without, ...TRACES]
    expect(read.filter((path) => absent.some((start) => path.startsWith(start)))).toEqual([])
  })

  it('says of itself names every evaluation and every preset', () => {
    for (const { what } of evaluations) expect(VERBS.evaluate.about).toContain(what)
    for (const preset of PRESETS) expect(VERBS.import.about).toContain(preset)
  })
})
