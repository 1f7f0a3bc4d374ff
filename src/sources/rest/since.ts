import { z } from 'zod'
import { textAt } from '../rows/shape.ts'
import { emptyPage } from '../rows/to-pages.ts'
import type { Cursor, Page, SourceClients } from '../source.ts'
import { movedTo, onePass } from './pass.ts'
import type { RestSpec, Since } from './spec.ts'

/** `since`: the youngest change the passes before have seen; `high`: the youngest this one has; `pass`: where it stands. */
const place = z.object({
  since: z.string().nullable(),
  high: z.string().nullable(),
  pass: z.string().nullable(),
})

/** A pass over what changed since the last one. A cursor of before `since` was stated stands for a pass over all. */
export async function* passSince(
  spec: RestSpec,
  since: Since,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const here = from?.startsWith('{') ? place.parse(JSON.parse(from)) : { since: null, high: null, pass: from }
  let high = here.high
  const query = here.since === null ? {} : { [since.send]: written(new Date(here.since), since) }
  let pass = here.pass
  const asked = { ...spec, query: { ...spec.query, ...query } }
  const see = ({ elements }: { readonly elements: readonly unknown[] }) => {
    for (const element of elements) high = younger(high, instantOf(textAt(element, since.read)))
  }
  for await (const page of onePass(asked, here.pass, clients, see)) {
    pass = typeof page.next === 'function' ? page.next(pass) : page.next
    yield { ...page, next: JSON.stringify({ since: here.since, high, pass }) }
  }
  const over = JSON.stringify({ since: younger(here.since, high), high: null, pass: movedTo(pass, null) })
  if (over !== from) yield emptyPage(over)
}

function written(youngest: Date, { format, overlapMinutes }: Since): string | number {
  const at = new Date(youngest.getTime() - overlapMinutes * 60_000)
  if (format === 'millis') return at.getTime()
  if (format === 'seconds') return Math.floor(at.getTime() / 1000)
  const iso = at.toISOString()
  return format === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`
}

/** A time as platforms write it: ISO 8601, by itself in UTC, or seconds or milliseconds since 1970. */
function instantOf(text: string | null): string | null {
  if (text === null) return null
  const isNumber = /^\d{9,13}(\.\d+)?$/.test(text)
  const withZone = /[Zz]|[+-]\d\d:?\d\d$/.test(text) || /^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text}Z`
  const ms = isNumber
    ? Number(text) * (Number(text) < 1e11 ? 1000 : 1)
    : Date.parse(withZone.replace(' ', 'T'))
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}

const younger = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a)
