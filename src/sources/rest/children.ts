import { z } from 'zod'
import type { RejectedRow } from '../../lake/contract/lake.ts'
import { gate } from '../gate.ts'
import { emptyPage, type TextRow } from '../rows/to-pages.ts'
import type { Cursor, Page, SourceClients } from '../source.ts'
import { addressOf, callOf, pathsOf, picked } from './child.ts'
import { owed, owing } from './owed.ts'
import { listPages } from './pages.ts'
import { type Missing, missingOf, partsOf } from './parts.ts'
import { lineOf, sha256, takenReader } from './pass.ts'
import type { Children, RestSpec } from './spec.ts'

/** What is kept of a parent that is asked again: its fields that are read, and the digest of all of it. */
const parent = z.object({ fields: z.record(z.string(), z.unknown()), digest: z.string() })
type Parent = z.output<typeof parent>

/** `list`: where the pass over the parents stands; `read`: digests of parents whose children have come; `owed`: the others. */
const place = z.object({
  list: z.string().nullable(),
  read: z.string(),
  owed: z.array(owed),
  parents: z.record(z.string(), parent),
})
type Place = z.output<typeof place>

const START: Place = { list: null, read: '', owed: [], parents: {} }
const DIGEST_LENGTH = 12
/** Parents that are known not to have changed. Of a longer list, so many of them; the others are asked at every pass. */
const MAX_READ = 20_000
const CALLS_AT_ONCE = 4
const HELD = '_children'

/**
 * A call for each parent of a list, such as the items of an order: rows are of its children. A parent is asked for once, and
 * again when anything of it changed. One whose children cannot be read is rejected, once, and asked for again later.
 */
export async function* childPages(
  spec: RestSpec,
  children: Children,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const paths = pathsOf(spec, children)
  const list = { ...spec, each: null, where: {}, columns: { element: '' }, children: null }
  const calling = { spec, call: callOf(spec, children, clients), clients }
  const parentOf = ({ element: text }: TextRow): Asked => {
    const fields = picked(JSON.parse(text ?? 'null'), paths)
    return asked(spec, children, { fields, digest: sha256([text ?? '']).slice(0, DIGEST_LENGTH) })
  }
  let here = from === null ? START : place.parse(JSON.parse(from))
  for await (const page of listPages(list, here.list, clients)) {
    const at = typeof page.next === 'function' ? page.next(here.list) : page.next
    const read = digestsIn(here.read)
    const isOwed = new Set(here.owed.map(({ id }) => id))
    const parents = (page.content.kind === 'rows' ? page.content.rows : [])
      .map(parentOf)
      .filter(({ id, digest }) => !read.has(digest) && !isOwed.has(id))
    const landed = await landing(calling, here, { parents, list: at })
    here = landed.next
    yield { ...landed.page, ...(page.note && { note: page.note }) }
  }
  const now = clients.now().toISOString()
  const due = here.owed.flatMap(({ id, due }) => (due <= now && here.parents[id] ? [here.parents[id]] : []))
  if (due.length > 0) {
    const parents = due.map((one) => asked(spec, children, one))
    const landed = await landing(calling, here, { parents, list: here.list })
    here = landed.next
    yield landed.page
  }
  const [example] = here.owed
  if (!example) return
  const said = `${example.id} ${example.because}`
  const note = { kind: 'left-out', part: 'children', count: here.owed.length, example: said } as const
  yield { ...emptyPage(JSON.stringify(here)), note }
}

interface Asked extends Parent {
  /** where its children are: it names the parent */
  readonly id: string
  readonly url: string | null
  readonly because: string
}

function asked(spec: RestSpec, { url: template }: Children, one: Parent): Asked {
  const address = addressOf(spec.url, template, one.fields)
  if ('because' in address) return { ...one, id: one.digest, url: null, because: address.because }
  const { pathname, search } = new URL(address.url)
  return { ...one, id: pathname + search, url: address.url, because: '' }
}

interface Calling {
  readonly spec: RestSpec
  readonly call: (url: string) => Promise<readonly unknown[]>
  readonly clients: SourceClients
}

interface Taken {
  readonly parents: readonly Asked[]
  /** where the pass over the list stands then */
  readonly list: Cursor
}

async function landing(
  { spec, call, clients: { signal, now } }: Calling,
  here: Place,
  { parents, list }: Taken,
): Promise<{ readonly page: Page; readonly next: Place }> {
  const free = gate(CALLS_AT_ONCE)
  const isThere = parents.filter(({ url }) => url !== null)
  const parts = await partsOf(
    isThere,
    ({ id }) => id,
    ({ url }) => free(() => call(url ?? '')),
    signal,
  )
  const wholes = isThere.flatMap(({ fields }, i) => {
    const part = parts[i]
    return part && 'found' in part ? [{ ...fields, [HELD]: part.found }] : []
  })
  const rows = takenReader({ ...spec, each: HELD })(wholes)
  const missing = missingOf(parts)
  const rejected = rejectedOf(parents, missing, here)
  const next = after(here, { parents, missing, list }, now())
  const id = `${list} ${sha256([...rows.map(lineOf), ...rejected.map(({ text }) => text)])}`
  return { page: { content: { kind: 'rows', rows, rejected }, id, next: JSON.stringify(next) }, next }
}

/** Told once: what was owed before has been rejected before. What says nowhere to ask is not asked for again. */
function rejectedOf(parents: readonly Asked[], missing: readonly Missing[], { owed }: Place): RejectedRow[] {
  const isTold = new Set(owed.map(({ id }) => id))
  const failed = missing
    .filter(({ id }) => !isTold.has(id))
    .map(({ id, because, isAnswered }) => ({
      reason: `the call for what belongs to it ${isAnswered ? because : 'could not be read'}`,
      text: JSON.stringify({ asked: id }),
    }))
  const nowhere = parents.flatMap(({ url, because, fields }) =>
    url === null
      ? [{ reason: `what belongs to it cannot be asked for: it ${because}`, text: JSON.stringify(fields) }]
      : [],
  )
  return [...failed, ...nowhere].map((one, i) => ({ line: i + 1, ...one }))
}

/** The place when these have landed: what is owed no more, or was asked for in vain too often, counts as read. */
function after(
  here: Place,
  { parents, missing, list }: Taken & { readonly missing: readonly Missing[] },
  now: Date,
): Place {
  const owedNow = owing(here.owed, new Set(parents.map(({ id }) => id)), missing, now)
  const isOwed = new Set(owedNow.map(({ id }) => id))
  const known: [string, Parent][] = [
    ...Object.entries(here.parents),
    ...parents.map(({ id, fields, digest }): [string, Parent] => [id, { fields, digest }]),
  ]
  const came = parents.flatMap(({ id, digest }) => (isOwed.has(id) ? [] : [digest]))
  return {
    list,
    // the same ones of a list of any length, wherever the pass over it stands
    read: [...new Set([...digestsIn(here.read), ...came])].sort().slice(0, MAX_READ).join(''),
    owed: owedNow,
    parents: Object.fromEntries(known.filter(([id]) => isOwed.has(id))),
  }
}

function digestsIn(text: string): Set<string> {
  return new Set(text.match(new RegExp(`.{${DIGEST_LENGTH}}`, 'g')) ?? [])
}
