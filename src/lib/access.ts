/** What somebody may see: everything, or these segments and what is within them, as `platform=bazario category=Toys`. */
export type Sees = 'all' | readonly string[]

/** Who may see what, as the shop wrote it down. */
export interface AccessRules {
  /** by the handle of a Slack user group */
  readonly groups: Readonly<Record<string, Sees>>
  /** whoever is in none of them, but for guests and members of other workspaces, who then see nothing */
  readonly others: Sees
  /** by id or name; a channel shared with another workspace that is not named sees nothing */
  readonly channels: Readonly<Record<string, Sees>>
}

export const NO_RULES: AccessRules = { groups: {}, others: 'all', channels: {} }

const DIMENSIONS = 'platform|category|channel|region|merchant'

/** Whether all of a segment may be seen; '' is the whole shop. */
export function isGranted(sees: Sees, written: string): boolean {
  if (sees === 'all') return true
  const asked = partsOf(written)
  return (
    asked.size > 0 &&
    sees.some((grant) => [...partsOf(grant)].every(([dimension, member]) => asked.get(dimension) === member))
  )
}

/** What both may see. */
export function bothSee(a: Sees, b: Sees): Sees {
  if (a === 'all') return b
  if (b === 'all') return a
  return [
    ...a.filter((one) => isGranted(b, one)),
    ...b.filter((one) => isGranted(a, one) && !a.includes(one)),
  ]
}

export function unionOf(all: readonly Sees[]): Sees {
  return all.includes('all') ? 'all' : [...new Set(all.flat())]
}

/** Of a channel by its id or its name; undefined where nothing is said of it. */
export function channelSees({ channels }: AccessRules, names: readonly (string | null)[]): Sees | undefined {
  for (const name of names) {
    const plain = name?.replace(/^#/u, '')
    const found = plain && (channels[plain] ?? channels[`#${plain}`])
    if (found) return found
  }
  return undefined
}

function partsOf(written: string): Map<string, string> {
  const parts = written.split(new RegExp(`\\s+(?=(?:${DIMENSIONS})=)`, 'u')).filter(Boolean)
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
}
