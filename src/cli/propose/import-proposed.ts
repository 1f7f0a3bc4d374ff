import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp } from '../../app.ts'
import { storesIn } from '../../config/stores.ts'
import { Fault } from '../../lib/errors.ts'
import { oneLine, plural, showNumber } from '../../lib/text.ts'
import { importFiles } from '../../sources/files/import.ts'
import { loadMapping, type Mapping } from '../../sources/files/mapping.ts'
import { mappingText, type Proposal, propose, type Said } from '../../sources/files/propose/propose.ts'
import type { Asking } from '../asking.ts'
import { accountLines } from '../show/account-lines.ts'
import { complain, print } from '../terminal.ts'
import type { Call } from '../verb.ts'

const SHOWN_ROWS = 10
/** what is asked of columns at most: the rest is told, and can be changed in the mapping */
const MOST_ASKED = 2

/** A mapping for a folder of files that nobody has described, kept when a person says so. Null when he says no. */
export async function proposeMapping(
  call: Trial,
  dir: string,
  asking: Pick<Asking, 'ask'>,
): Promise<{ readonly mapping: Mapping; readonly path: string } | null> {
  const { proposal, said } = await proposeAndTry(call, dir, asking)
  const path = resolve(call.config.dataDir, `${proposal.name}.yaml`)
  const answer = await asking.ask({
    field: 'save',
    ask: `Import it so, and keep the mapping as ${path}`,
    otherwise: 'yes',
  })
  if (!/^(y|yes|j|ja)$/i.test(answer)) {
    print('Nothing was imported.')
    return null
  }
  writeFileSync(path, mappingText(proposal, said))
  return { mapping: loadMapping(path), path }
}

type Trial = Pick<Call, 'config' | 'secret'>

export interface Agreed {
  readonly proposal: Proposal
  readonly said: Said
}

/** What is seen is shown, and what is unsure is asked. */
export async function proposeAndAsk(dir: string, asking: Pick<Asking, 'ask'>): Promise<Agreed> {
  const proposal = await propose(resolve(dir), new AbortController().signal)
  show(proposal)
  if (proposal.assigned.length + proposal.known.length === 0)
    throw new Fault('No file of the folder is like a table.', 'Write a mapping (docs/sources.md).')
  return { proposal, said: await askWhatIsUnsure(proposal, asking) }
}

/** The same, and tried in a lake that is thrown away before anything is kept. */
export async function proposeAndTry(call: Trial, dir: string, asking: Pick<Asking, 'ask'>): Promise<Agreed> {
  const agreed = await proposeAndAsk(dir, asking)
  const { proposal } = agreed
  let { said } = agreed
  const scratch = mkdtempSync(join(tmpdir(), 'floorwalker-import-'))
  try {
    for (;;) {
      const path = join(scratch, 'mapping.yaml')
      writeFileSync(path, mappingText(proposal, said))
      const faults = await tried(call, loadMapping(path), resolve(dir), scratch)
      const open = faults.map((fault) => openIn(fault, proposal)).find((found) => found !== null)
      if (!open) return { proposal, said }
      said = await askHowWritten(open, said, asking)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function show({ seen, assigned, known, left }: Proposal): void {
  for (const { file, is, entries } of known) {
    const tables = [...new Set(entries.map(({ table }) => table))]
    print(`${file}: ${is}, which fill ${tables.join(', ')}`)
  }
  for (const { file, table, columns } of assigned) {
    const rows = seen.find((one) => one.file === file)?.rows ?? 0
    print(`${file}: ${table} (${plural(rows, 'row')} looked at)`)
    for (const [column, title] of columns) print(`  ${column.padEnd(13)} ${oneLine(title, 60)}`)
    const names = seen.find((one) => one.file === file)?.columns.map(({ name }) => name) ?? []
    const unused = names.filter((name) => ![...columns.values()].includes(name))
    if (unused.length > 0) print(`  not used      ${oneLine(unused.join(', '), 120)}`)
  }
  for (const { file, because } of left) print(`${file}: left out, ${because}`)
}

async function askWhatIsUnsure({ assigned, hint }: Proposal, asking: Pick<Asking, 'ask'>): Promise<Said> {
  const instead = new Map<string, string>()
  const unsure = assigned.flatMap(({ file, unsure }) => unsure.map((one) => ({ file, ...one })))
  for (const { file, column, title, others } of unsure.slice(0, MOST_ASKED)) {
    const ask = `Which column of ${file} is ${column} (${[title, ...others].join(', ')})`
    const answer = await asking.ask({ field: column, ask, otherwise: title })
    if (others.includes(answer)) instead.set(`${file}/${column}`, answer)
  }
  const zone = await asking.ask({
    field: 'zone',
    ask: 'The time zone of its times',
    otherwise: hint?.zone ?? 'UTC',
  })
  const currency = await asking.ask({
    field: 'currency',
    ask: 'The currency of its money',
    otherwise: hint?.currency ?? 'EUR',
  })
  return { zone, currency: currency.toUpperCase(), written: new Map(), instead }
}

interface Open {
  readonly file: string
  readonly key: 'time' | 'decimal'
  readonly fault: string
}

/** Files of the same columns are written alike, and are asked about once. */
const firstOf = (file: string, seen: Proposal['seen']) =>
  seen.find(({ files }) => files.includes(file))?.files[0] ?? file

/** A file that may be read in two ways says so when it is read. */
function openIn(fault: string, { seen }: Proposal): Open | null {
  const key = fault.includes('`time: d/m/y`') ? 'time' : fault.includes('`decimal: ","`') ? 'decimal' : null
  const file = seen.flatMap(({ files }) => files).find((name) => fault.includes(`${name}:`))
  if (key && file) return { file: firstOf(file, seen), key, fault }
  throw new Fault(fault, 'Nothing was imported.')
}

async function askHowWritten(
  { file, key, fault }: Open,
  said: Said,
  asking: Pick<Asking, 'ask'>,
): Promise<Said> {
  print(fault.split(' Say `')[0] ?? fault)
  const asked =
    key === 'time'
      ? await asking.ask({ field: key, ask: `Which comes first in ${file}, the day or the month` })
      : await asking.ask({ field: key, ask: `Which is the decimal mark in ${file}, comma or dot` })
  const written =
    key === 'time'
      ? { time: /^m/i.test(asked) ? 'm/d/y' : 'd/m/y' }
      : { decimal: /^(,|c|k)/i.test(asked) ? ',' : '.' }
  const before = said.written.get(file)
  return { ...said, written: new Map([...said.written, [file, { ...before, ...written }]]) }
}

/** Reads all of it into a lake that is thrown away, and shows what would stand there; what cannot be read otherwise. */
async function tried(
  call: Trial,
  mapping: Mapping,
  dir: string,
  scratch: string,
): Promise<readonly string[]> {
  const dataDir = mkdtempSync(join(scratch, 'trial-'))
  const config = { ...call.config, ...storesIn(dataDir), events: null, sourcesFile: null }
  const app = await buildApp(config, { secret: call.secret, shop: mapping })
  try {
    const { lake } = app.ctx
    const landed = await importFiles({ mapping, dir, lake, signal: new AbortController().signal })
    const faults = landed.flatMap(({ error }) => (error === null ? [] : [error]))
    if (faults.length > 0) return faults
    for (const { source, table } of landed) await showRows(lake, source, table, landed.length)
    const { accounts, failed } = await lake.build()
    print('\nWhere every row would go:')
    for (const line of accountLines(accounts)) print(`  ${line}`)
    for (const { table, says, check, found } of failed)
      complain(`${table}: ${says ?? `${check}: ${showNumber(found)}`}`)
    return []
  } finally {
    await app.stop()
  }
}

type Asked = Pick<Awaited<ReturnType<typeof buildApp>>['ctx']['lake'], 'query'>

async function showRows(lake: Asked, source: string, table: string, sources: number): Promise<void> {
  const rows = await lake.query(
    `select * exclude (_source, _batch, _row, _landed_at, _zone, _currency) from raw_${table}
     where _source = $source order by _row limit ${Math.max(2, Math.floor(SHOWN_ROWS / sources))}`,
    { source },
  )
  print(`\n${source}`)
  for (const row of rows) {
    const given = Object.entries(row).filter(([column, value]) => value !== null && !column.startsWith('_'))
    print(`  ${given.map(([column, value]) => `${column}=${oneLine(String(value), 32)}`).join('  ')}`)
  }
}
