import { groupBy } from '../../src/lib/group.ts'
import { nameOf, PARTS } from './rooms.ts'
import { ROOMS } from './table.ts'

export const DOCUMENT = 'docs/architecture.md'
const BETWEEN = /(<!-- import-table -->\n)[\s\S]*?(<!-- \/import-table -->)/

/** The document with the table in its place: a line a room, and below it those of its parts that use others. */
export function withTable(document: string): string {
  return document.replace(
    BETWEEN,
    (_, before: string, after: string) => `${before}\n${lines().join('\n')}\n\n${after}`,
  )
}

function lines(): string[] {
  return Object.entries(ROOMS).flatMap(([room, { imports }]) => {
    const using = PARTS.filter((part) => part.room === room && part.uses.length > 0)
    const parts = [...groupBy(using, ({ uses }) => uses.map(part).join(', '))].map(
      ([used, alike]) => `  - ${alike.map(({ name }) => part(name)).join(', ')}: ${used}`,
    )
    const may = imports === 'everything' ? 'everything' : imports.join(', ') || 'nothing'
    return [`- \`${nameOf(room)}\` may import ${may}`, ...parts]
  })
}

const part = (name: string) => (name === '.' ? 'its root' : `\`${name}\``)
