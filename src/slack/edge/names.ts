import type { Payload } from '../../messages/block-kit.ts'

export const ROOT = '/floorwalker'

/** How commands are called in this workspace. Slack gives a name that two apps have to whichever came last. */
export interface CommandNames {
  /** `/kpi`, `/fw-kpi`, or `/floorwalker kpi` */
  shown(name: string): string
  /** what Slack is to send: null where the command is reached through the root */
  registered(name: string): string | null
  /** what people read, with the names as they are here; values of buttons stay */
  in(payload: Payload): Payload
}

/** The keys under which blocks hold words to read. */
const READ = new Set(['text', 'caption', 'title', 'name', 'label', 'alt_text'])

/** `prefix` goes before every name; `floorwalker` makes all of them words after one command. */
export function commandNames(prefix: string | null, names: readonly string[]): CommandNames {
  const isRoot = prefix === ROOT.slice(1)
  const shown = (name: string) => {
    if (prefix === null || (isRoot && name === ROOT)) return name
    return isRoot ? `${ROOT} ${name.slice(1)}` : `/${prefix}${name.slice(1)}`
  }
  const typed = new RegExp(`(?<![\\w/])(${names.join('|')})(?![\\w-])`, 'g')
  const said = (text: string) => text.replace(typed, (name) => shown(name))
  return {
    shown,
    registered: (name) => (isRoot && name !== ROOT ? null : isRoot ? name : shown(name)),
    in: (payload) =>
      prefix === null
        ? payload
        : { text: said(payload.text), blocks: payload.blocks.map((block) => readable(block, said)) },
  }
}

function readable<T>(part: T, said: (text: string) => string): T
function readable(part: unknown, said: (text: string) => string): unknown {
  if (Array.isArray(part)) return part.map((one) => readable(one, said))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      typeof value === 'string' ? (READ.has(key) ? said(value) : value) : readable(value, said),
    ]),
  )
}

/** `kpi gmv` after the root is `/kpi gmv`; null where the first word is no other command. */
export function afterRoot(text: string, names: readonly string[]): { name: string; text: string } | null {
  const [first = '', ...rest] = text.trim().split(/\s+/)
  const name = `/${first.toLowerCase().replace(/^\//, '')}`
  return name !== ROOT && names.includes(name) ? { name, text: rest.join(' ') } : null
}
