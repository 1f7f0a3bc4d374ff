import { ROOMS } from './table.ts'

/** Where a file lives: a room, and a part of it. Both null for a place the plan does not name. */
export interface Place {
  readonly room: string | null
  readonly part: string | null
}

/** `src/config.ts` and `src/lake` are called `config` and `lake` in the table. */
export const nameOf = (room: string) => room.replace(/^src\//, '').replace(/\.ts$/, '')

export interface NamedPart {
  readonly room: string
  readonly name: string
  /** from the root of the project; a folder ends with a slash */
  readonly files: readonly string[]
  readonly uses: readonly string[]
}

const folderOf = (part: string) => (part === '.' ? '' : `${part}/`)

/** Every part of every room; a room without parts is one part, `.`. */
export const PARTS: readonly NamedPart[] = Object.entries(ROOMS).flatMap(([room, { parts = { '.': [] } }]) =>
  Object.entries(parts).map(([name, part]): NamedPart => {
    const own = typeof part === 'object' && 'uses' in part ? part : { files: [folderOf(name)], uses: part }
    const others = Object.keys(parts).filter((other) => other !== name)
    return {
      room,
      name,
      uses: own.uses === 'all others' ? others : own.uses,
      files: room.endsWith('.ts') ? [room] : own.files.map((file) => `${room}/${file}`),
    }
  }),
)

/** A file named by itself goes before a folder, and a folder means the files right in it. */
export function placeOf(path: string): Place {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const part =
    PARTS.find(({ files }) => files.includes(path)) ?? PARTS.find(({ files }) => files.includes(folder))
  const room = part?.room ?? Object.keys(ROOMS).find((one) => path.startsWith(`${one}/`)) ?? null
  return { room, part: part?.name ?? null }
}

/** Whether a path is the file, or lies in the folder, that is named. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`)
}
