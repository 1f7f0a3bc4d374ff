import { createHash } from 'node:crypto'
import type { RowsPage } from '../../lake/contract/lake.ts'
import { Fault } from '../../lib/errors.ts'
import { Refusal } from '../http/faults.ts'
import type { HttpAnswer } from '../http/http.ts'
import type { SourceNote } from '../note.ts'
import { listAt, rowReader } from '../rows/shape.ts'
import { emptyPage } from '../rows/to-pages.ts'
import { isTaken } from '../rows/where.ts'
import type { Cursor, Page } from '../source.ts'
import type { Asker } from './oauth.ts'
import { isPastTheEnd, nextPlace, type Paging, passOf } from './paging.ts'
import type { RestSpec } from './spec.ts'

export type Asking = Asker

/** A page as it was read, before it lands. */
export interface Seen {
  readonly elements: readonly unknown[]
  readonly rows: RowsPage['rows']
  readonly place: string | null
  /** null: the platform says that there is no more */
  readonly next: string | null
}

/** While a page lands, the next one is already asked for: one ahead, never more. */
export async function* onePass(
  spec: RestSpec,
  from: Cursor,
  { signal, ...given }: Asking,
  see: (seen: Seen) => void = () => undefined,
): AsyncGenerator<Page, void, void> {
  const read = takenReader(spec)
  const leave = new AbortController()
  const clients = { ...given, signal: AbortSignal.any([signal, leave.signal]) }
  let here = from
  let place = placeOf(from)
  const stepOf = passOf(spec.paging, place)
  let ahead = pageAt(spec, place, clients)
  try {
    for (;;) {
      const answer = await ahead
      const elements = answer ? rowsOf(spec, answer) : []
      const rows = read(elements)
      const next = nextPlace(spec.paging, { place, url: spec.url, answer, rows: elements.length })
      const step = stepOf(digestOf(elements, rows), place, next)
      see({ elements, rows, place, next })
      if (step.ends === null) {
        ahead = pageAt(spec, step.next, clients)
        ahead.catch(() => undefined) // it is looked at when its turn comes, or never when the reader leaves
      }
      const isNew = elements.length > 0 && !step.isAgain
      const at =
        step.ends === null || step.ends === 'empty' ? next : endOf(spec.paging, step.ends, next ?? place)
      const after = isNew ? cursorAt(at, rows) : movedTo(here, at)
      const said = step.ends === 'round' ? { note: GOES_ROUND } : {}
      if (isNew) yield { content: { kind: 'rows', rows }, id: `${here ?? ''} ${after}`, next: after, ...said }
      else if (after !== here || said.note) yield { ...emptyPage(after), ...said }
      if (step.ends !== null) return
      place = step.next
      here = after
    }
  } finally {
    leave.abort()
  }
}

const GOES_ROUND: SourceNote = { kind: 'goes-round' }

/** Where the next pass begins: a token that was the last may still answer there, anything else begins anew. */
function endOf(paging: Paging, ends: 'whole' | 'round', place: string | null): string | null {
  return paging.by === 'token' && ends === 'whole' ? place : null
}

/** The place, and a digest of the rows read last: a place that answers something else is another page. */
function cursorAt(place: string | null, rows: RowsPage['rows']): string {
  return `${sha256(rows.map(lineOf))} ${place ?? ''}`
}

export function movedTo(cursor: Cursor, place: string | null): Cursor {
  if (placeOf(cursor) === place) return cursor
  return `${cursor?.slice(0, cursor.indexOf(' ')) ?? ''} ${place ?? ''}`
}

function placeOf(cursor: Cursor): string | null {
  return cursor?.slice(cursor.indexOf(' ') + 1) || null
}

/** Of a page's rows in whatever order; of elements without rows, such as orders without lines, as they are. */
function digestOf(elements: readonly unknown[], rows: RowsPage['rows']): string | null {
  if (elements.length === 0) return null
  return sha256(rows.length > 0 ? rows.map(lineOf).sort() : [JSON.stringify(elements)])
}

export const lineOf = (row: RowsPage['rows'][number]) => Object.values(row).join('\u001f')

export function sha256(lines: readonly string[]): string {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(`${line}\n`)
  return hash.digest('hex').slice(0, 16)
}

/** Null where the platform says that it has no such page, for it lies past the last. */
async function pageAt(spec: RestSpec, place: string | null, asking: Asking): Promise<HttpAnswer | null> {
  try {
    return await ask(spec, place, asking)
  } catch (error) {
    if (error instanceof Refusal && isPastTheEnd(spec.paging, place, error.status)) return null
    throw error
  }
}

export async function ask(spec: RestSpec, place: string | null, clients: Asking): Promise<HttpAnswer> {
  const { paging, query } = spec
  if (paging.by === 'page' || paging.by === 'offset')
    return get(spec, { query: { ...query, [paging.send]: place ?? firstOf(paging) } }, clients)
  if (place === null || paging.by === 'none') return get(spec, { query }, clients)
  if (paging.by === 'token') return get(spec, { query: { ...query, [paging.send]: place } }, clients)
  if (new URL(place).origin !== new URL(spec.url).origin)
    throw new Fault(
      `${spec.name}: the next page is on another host.`,
      'Nothing was sent there; ask the platform.',
    )
  return get(spec, { url: place }, clients)
}

interface Wanted {
  readonly url?: string
  readonly query?: RestSpec['query']
}

/** With the token that holds now; one that is refused all the same is asked for anew, once. */
async function get(spec: RestSpec, wanted: Wanted, clients: Asking): Promise<HttpAnswer> {
  const { gapMs, retries, oauth } = spec
  const { http, signal } = clients
  const some = { ...(gapMs && { gapMs }), ...(retries !== undefined && { retries }) }
  const withToken = (token: string | null) => {
    const own = token === null ? {} : tokenHeader(token, oauth?.header ?? null)
    return http.getJson({ url: spec.url, headers: { ...spec.headers, ...own }, signal, ...some, ...wanted })
  }
  if (!oauth) return withToken(null)
  const token = await oauth.tokens.current(clients)
  try {
    return await withToken(token)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
    return withToken(await oauth.tokens.renewed(token, clients))
  }
}

export function tokenHeader(token: string, header: string | null): Record<string, string> {
  return header ? { [header]: token } : { Authorization: `Bearer ${token}` }
}

function firstOf(paging: Extract<Paging, { by: 'page' | 'offset' }>): number {
  return paging.by === 'page' ? paging.from : 0
}

function rowsOf(spec: RestSpec, answer: HttpAnswer): readonly unknown[] {
  const found = listAt(answer.body, spec.rows)
  if (found) return found
  throw new Fault(
    `${spec.name}: the answer of ${new URL(spec.url).pathname} has no array “${spec.rows}”.`,
    'The platform changed its answer: correct `rows` in the sources file.',
  )
}

/** The rows of elements, without those that are not taken. */
export function takenReader(spec: RestSpec): (elements: readonly unknown[]) => RowsPage['rows'] {
  const { where = {}, platform, each } = spec
  const read = rowReader(spec)
  const fields = Object.keys(where)
  if (fields.length === 0) return read
  const columns = Object.fromEntries(fields.map((one) => [one, one]))
  const readFields = rowReader({ platform, each, columns })
  return (elements) => {
    const values = readFields(elements)
    return read(elements).filter((_, i) => isTaken(where, (field) => values[i]?.[field] ?? null))
  }
}
