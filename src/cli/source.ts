import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { buildApp } from '../app.ts'
import { storesIn } from '../config/stores.ts'
import { explain, Fault } from '../lib/errors.ts'
import { nearest, oneLine, plural } from '../lib/text.ts'
import type { Connector, Question } from '../sources/connector.ts'
import { CONNECTORS } from '../sources/registry.ts'
import type { Source } from '../sources/source.ts'
import { landUnpacked } from '../sources/unpacked.ts'
import { withFeed } from '../sources/yaml.ts'
import { openReader } from '../state/database/read-only.ts'
import { pageQueueOf } from '../state/sources/page-queue.ts'
import { type Asking, openAsking } from './asking.ts'
import { type ProposedSource, proposeSource } from './propose/source-proposed.ts'
import { accountLines } from './show/account-lines.ts'
import { complain, print } from './terminal.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

type Kind = keyof typeof CONNECTORS

const KINDS = Object.keys(CONNECTORS) as Kind[]
const SHOWN_ROWS = 10
type Trial = Pick<Call, 'config' | 'secret'>

/** pages read in search of rows: a platform may answer some without any */
const MAX_PAGES = 3

export const source: Verb = {
  ...VERBS.source,
  async run(call) {
    if (call.words[0] !== 'add') throw new Fault('What about a source?', `Usage: floorwalker ${source.usage}`)
    const asking = openAsking()
    try {
      return await addSource(call, asking)
    } finally {
      asking.close()
    }
  },
}

export async function addSource(call: Trial, asking: Pick<Asking, 'ask'>): Promise<number> {
  const file = resolve(call.config.sourcesFile ?? 'sources.yaml')
  const kind = await kindFrom(asking)
  const name = await asking.ask({ field: 'name', ask: 'What to call it', otherwise: kind })
  const connector: Connector = CONNECTORS[kind]
  const answers: Record<string, string> = {}
  for (const question of connector.asks)
    if (!question.unless?.(answers)) answers[question.field] = await answerTo(question, call, asking)
  const said = connector.told?.(answers) ?? answers
  const proposed = connector.proposes?.isAsked(answers)
    ? await proposeSource(call, { connector, kind, name, answers, file }, asking)
    : null
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const candidate = join(dirname(file), `.${name.replace(/\W/g, '-')}.candidate.yaml`)
  const feeds = proposed?.feeds ?? [{ name, [kind]: said }]
  writeFileSync(candidate, feeds.reduce(withFeed, before))
  let isSaved = false
  try {
    const shown = await shows(call, candidate, { names: feeds.map((one) => String(one.name)), proposed })
    if (!shown) return 1
    const answer = await asking.ask({ field: 'save', ask: `Save it into ${file}`, otherwise: 'yes' })
    if (!/^y(es)?$/i.test(answer)) {
      print('Nothing was saved.')
      return 0
    }
    renameSync(candidate, file)
    isSaved = true
    print(`Saved. The file holds the names of environment variables, no secret.`)
    if (call.config.sourcesFile === null) print(`Set SOURCES_FILE=${file} for the bot to collect it.`)
    return 0
  } finally {
    rmSync(candidate, { force: true })
    if (!isSaved && proposed?.mappingFile) rmSync(proposed.mappingFile, { force: true })
  }
}

async function kindFrom(asking: Pick<Asking, 'ask'>): Promise<Kind> {
  const typed = await asking.ask({ field: 'kind', ask: `What kind of feed (${KINDS.join(', ')})` })
  const kind = KINDS.find((known) => known === typed.toLowerCase())
  if (kind) return kind
  const near = nearest(typed, KINDS)
  throw new Fault(
    `“${oneLine(typed, 40)}” is no kind of feed.`,
    near ? `Did you mean ${near}?` : `There are ${KINDS.join(', ')}.`,
  )
}

/** A secret is told by the name of its variable; one that was typed itself is neither kept nor shown. */
async function answerTo(question: Question, call: Trial, asking: Pick<Asking, 'ask'>): Promise<string> {
  const answer = await asking.ask(question)
  if (!question.isSecret) return answer
  if (!/^[A-Z][A-Z0-9_]*$/.test(answer))
    throw new Fault(
      `${question.ask}: that is not the name of a variable.`,
      'Put the secret into the environment or .env and give its name, such as SHOP_TOKEN. Nothing was saved.',
    )
  if (!call.secret(answer))
    throw new Fault(
      `${answer} is not set.`,
      'Set it in the environment or in .env, then add the source again.',
    )
  return answer
}

interface Shown {
  readonly names: readonly string[]
  /** what was proposed also says where its rows would go; of files that was said when they were looked at */
  readonly proposed: ProposedSource | null
}

/** Tries every source of the feed in a lake that is thrown away: its rows are shown as they would be stored. */
async function shows(call: Trial, file: string, { names, proposed }: Shown): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'floorwalker-source-'))
  const config = { ...call.config, ...storesIn(dataDir), events: null }
  const overrides = { secret: call.secret, http: { retries: 1 }, ...(proposed && { shop: proposed.shop }) }
  const app = await buildApp({ ...config, sourcesFile: file }, overrides)
  const isShown = proposed?.mappingFile === undefined
  try {
    const mine = app.ctx.sources.filter((one) => names.some((name) => one.name.startsWith(`${name}/`)))
    const failed: string[] = []
    for (const one of mine) {
      const fault = await landSome(app.ctx, one).catch(explain)
      if (fault) failed.push(`${one.name}: ${fault}`)
      else if (isShown) await showRows(app.ctx, one)
    }
    if (proposed && isShown && failed.length === 0) {
      const { accounts } = await app.ctx.lake.build()
      print('\nWhere every row would go:')
      for (const line of accountLines(accounts)) print(`  ${line}`)
    }
    for (const line of failed) complain(line)
    if (failed.length > 0)
      complain(`${plural(failed.length, 'source')} of ${mine.length} failed: nothing was saved.`)
    return failed.length === 0
  } finally {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Trying = Pick<Awaited<ReturnType<typeof buildApp>>['ctx'], 'lake' | 'http' | 'state'>

async function landSome({ lake, http, state }: Trying, one: Source): Promise<string | null> {
  const signal = new AbortController().signal
  let pages = 0
  const clients = { http, signal, openSql: openReader, pageQueue: pageQueueOf(state), now: () => new Date() }
  for await (const page of one.pages(one.sampleFrom ?? null, clients)) {
    const { zone, currency } = one
    const table = page.table ?? one.table
    const landed = await landUnpacked(page, ({ id, content }) =>
      lake.ingest({ source: one.name, table, id, zone, currency, page: content }),
    )
    if (landed.rows > 0 || ++pages >= MAX_PAGES) break
  }
  return null
}

async function showRows({ lake }: Trying, one: Source): Promise<void> {
  const rows = await lake.query(
    `select * exclude (_source, _batch, _row, _landed_at, _zone, _currency, _unmapped) from raw_${one.table}
     where _source = $source order by _row limit ${SHOWN_ROWS}`,
    { source: one.name },
  )
  print(`\n${one.name}: ${rows.length === 0 ? 'answers, and has no rows yet' : plural(rows.length, 'row')}`)
  for (const row of rows) {
    const given = Object.entries(row).filter(([, value]) => value !== null)
    print(`  ${given.map(([column, value]) => `${column}=${oneLine(String(value), 40)}`).join('  ')}`)
  }
}
