import { steps, textAt } from '../rows/shape.ts'
import type { SourceClients } from '../source.ts'
import { absolute } from './next-link.ts'
import { PART_RETRIES } from './parts.ts'
import { onePass } from './pass.ts'
import type { Children, RestSpec } from './spec.ts'

/** `{id}` in an address: a field of the parent. */
const FIELD = /\{([^{}]+)\}/g
const WHOLE = /^\{([^{}]+)\}$/

/** The fields of a parent that its call and the rows of its children are made of. */
export function pathsOf({ columns, where = {} }: RestSpec, { url }: Children): string[] {
  const asked = [...url.matchAll(FIELD)].map(([, path = '']) => path)
  const read = [...Object.values(columns), ...Object.keys(where)].flatMap((from) =>
    typeof from === 'string' && from.startsWith('../') ? [from.slice(3)] : [],
  )
  return [...new Set([...asked, ...read])]
}

/** The parent with these fields only, each where it was. */
export function picked(element: unknown, paths: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const path of paths) {
    const value = textAt(element, path)
    let here = kept
    const way = steps(path)
    for (const step of way.slice(0, -1)) {
      const held = here[step]
      const next = typeof held === 'object' && held !== null ? (held as Record<string, unknown>) : {}
      here[step] = next
      here = next
    }
    here[way.at(-1) ?? ''] = value
  }
  return kept
}

type Address = { readonly url: string } | { readonly because: string }

/** Where the children of a parent are asked for; a whole address, as in `{items_url}`, is taken as it is. */
export function addressOf(listUrl: string, template: string, fields: object): Address {
  const lacking = [...template.matchAll(FIELD)].find(([, path = '']) => textAt(fields, path) === null)?.[1]
  if (lacking !== undefined) return { because: `has no “${lacking}”` }
  const whole = WHOLE.exec(template)?.[1]
  const address =
    whole === undefined
      ? template.replace(FIELD, (_, path: string) => encodeURIComponent(textAt(fields, path) ?? ''))
      : (textAt(fields, whole) ?? '')
  const url = absolute(address, listUrl)
  if (url === null) return { because: 'names no address' }
  return new URL(url).origin === new URL(listUrl).origin ? { url } : { because: 'names another host' }
}

/** All children of a parent, from all pages of them. */
export function callOf(
  spec: RestSpec,
  { rows, paging, query }: Children,
  clients: SourceClients,
): (url: string) => Promise<readonly unknown[]> {
  const ofAll = { rows, paging, query, since: null, children: null, each: null, where: {} }
  return async (url) => {
    const list = { ...spec, ...ofAll, url, columns: { element: '' }, retries: PART_RETRIES }
    const found: unknown[] = []
    for await (const { content } of onePass(list, null, clients))
      if (content.kind === 'rows') found.push(...content.rows.map((row) => JSON.parse(row.element ?? 'null')))
    return found
  }
}
