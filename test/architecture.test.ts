import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Who may import whom, type imports too. A room not named here may be imported by nobody but the wiring. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  stats: ['lib'],
  messages: ['lib'],
  config: ['lib'],
  state: ['lib', 'migrations'],
  lake: ['lib', 'config'],
  sources: ['lib', 'lake'],
  metrics: ['lib', 'state', 'lake'],
  models: ['lib', 'stats'],
  advice: ['lib', 'stats', 'models'],
  alerts: ['lib', 'state', 'lake', 'metrics', 'models', 'advice', 'messages', 'context'],
  digests: ['lib', 'state', 'lake', 'metrics', 'models', 'advice', 'messages', 'context'],
  slack: ['lib', 'config', 'messages', 'context'],
  workspace: ['lib', 'config', 'messages', 'context'],
  demo: ['lib'],
  threads: ['lib', 'stats', 'models'],
  evaluate: ['lib', 'stats', 'models', 'advice', 'alerts', 'lake', 'threads'],
  context: ['lib', 'config', 'lake', 'messages', 'sources', 'state'],
  migrations: [],
}
const ALL_BUT_THE_EDGES = [...Object.keys(MAY_IMPORT), 'jobs', 'commands'].filter(
  (room) => !['slack', 'workspace', 'demo', 'evaluate', 'migrations'].includes(room),
)
const RULES: Readonly<Record<string, readonly string[]>> = {
  ...MAY_IMPORT,
  jobs: ALL_BUT_THE_EDGES,
  commands: ALL_BUT_THE_EDGES,
}
/** The wiring and the doors to the outside of it. */
const MAY_IMPORT_ALL = ['app', 'chat', 'cli', 'health', 'scheduler']

/** One package, one door. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  '@slack/bolt': ['slack'],
  '@slack/web-api': ['slack'],
  knex: ['state', 'migrations'],
  'node-cron': ['scheduler'],
  axios: ['sources'],
  '@duckdb/node-api': ['lake'],
  'hive-driver': ['lake'],
  'ml-logistic-regression': ['models'],
  'ml-matrix': ['models', 'stats'],
  'simple-statistics': ['stats'],
  jstat: ['stats'],
  emulate: ['workspace'],
  'slack-blocks-to-jsx': ['workspace'],
  echarts: ['messages'],
  '@resvg/resvg-js': ['slack'],
}

const PURE = ['lib', 'stats', 'models', 'advice', 'messages', 'alerts/decide.ts']
const IMPURE =
  /\b(?:Date\.now\(|new Date\(\)|Math\.random\(|process\.|setTimeout\(|await\b|fetch\()|from 'node:(?!url)/

interface SourceFile {
  readonly path: string
  readonly room: string
  readonly text: string
  readonly imports: readonly string[]
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function roomOf(path: string): string {
  const parts = relative(ROOT, path).split('/')
  const room = (parts[0] === 'src' ? parts[1] : parts[0]) ?? ''
  return room.replace(/\.tsx?$/, '')
}

const FILES: SourceFile[] = ['src', 'jobs', 'commands', 'migrations'].flatMap(filesIn).map((path) => {
  const text = readFileSync(path, 'utf8')
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  return { path, room: roomOf(path), text, imports }
})

function importedRooms(file: SourceFile): string[] {
  return file.imports
    .filter((name) => name.startsWith('.'))
    .map((name) => roomOf(resolve(file.path, '..', name)))
    .filter((room) => room !== file.room)
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

describe('the import table', () => {
  it('knows every room of the house', () => {
    const rooms = new Set(FILES.map((file) => file.room))
    expect([...rooms].filter((room) => !(room in RULES) && !MAY_IMPORT_ALL.includes(room))).toEqual([])
  })

  it('is kept by every file', () => {
    const broken = FILES.filter((file) => !MAY_IMPORT_ALL.includes(file.room)).flatMap((file) =>
      importedRooms(file)
        .filter((room) => !RULES[file.room]?.includes(room))
        .map((room) => `${relative(ROOT, file.path)} imports ${room}`),
    )
    expect(broken).toEqual([])
  })

  it('gives each package one door', () => {
    const broken = FILES.flatMap((file) =>
      file.imports
        .map(packageOf)
        .filter((name) => name in DOORS && !DOORS[name]?.includes(file.room))
        .map((name) => `${relative(ROOT, file.path)} imports ${name}`),
    )
    expect(broken).toEqual([])
  })

  it('keeps the pure rooms free of clocks, chance and I/O', () => {
    const broken = FILES.filter((file) =>
      PURE.some((room) => file.room === room || file.path.endsWith(`src/${room}`)),
    )
      .filter((file) => IMPURE.test(file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
      .map((file) => relative(ROOT, file.path))
    expect(broken).toEqual([])
  })

  it('lets only config.ts and the doors of the process read the environment', () => {
    const readers = FILES.filter((file) => /process\.env/.test(file.text)).map((file) =>
      relative(ROOT, file.path),
    )
    expect(readers.filter((path) => path !== 'src/cli/main.ts')).toEqual([])
  })

  it('keeps every file under 250 lines', () => {
    const long = FILES.filter((file) => file.text.split('\n').length > 251).map((file) =>
      relative(ROOT, file.path),
    )
    expect(long).toEqual([])
  })
})
