import { posix } from 'node:path'
import { groupBy } from '../../src/lib/group.ts'
import { DOORS } from './doors.ts'
import { IMPURE_GLOBALS } from './impure.ts'
import { PURE } from './pure-rooms.ts'
import { type NamedPart, nameOf, PARTS } from './rooms.ts'
import { ROOMS } from './table.ts'

/** Made, never written by hand; `biome.json` extends it. */
export const ROOMS_FILE = 'biome.rooms.json'

interface Pattern {
  readonly group: readonly string[]
  readonly message: string
}

/** The plan as rules of Biome, a line a folder: which imports are none of its business, and which globals of pure rooms. */
export function biomeRooms(): string {
  const rooms = PARTS.toSorted((a, b) => Number(isByFile(a)) - Number(isByFile(b))).flatMap(overrides)
  const pure = PURE.map(({ of, but = [] }) => ({
    includes: [`${of}/**`, ...but.map((one) => `!${of}/${one}${one.endsWith('/') ? '**' : ''}`)],
    linter: {
      rules: {
        style: {
          noRestrictedGlobals: {
            level: 'error',
            options: {
              deniedGlobals: Object.fromEntries(
                IMPURE_GLOBALS.map((name) => [name, 'A pure room: test/house/table.ts.']),
              ),
            },
          },
        },
      },
    },
  }))
  const lines = [...rooms, ...pure].map((one) => `    ${JSON.stringify(one)}`)
  return `{\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`
}

const isByFile = ({ files }: NamedPart) => files.some((file) => !file.endsWith('/'))

function overrides(part: NamedPart) {
  // files of one part that lie in different folders spell the same import differently
  const folders = groupBy(part.files, (file) => posix.dirname(`${file}x`))
  return [...folders].map(([folder, files]) => ({
    includes: files.map((file) => (file.endsWith('/') ? `${file}*.*` : file)),
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: { patterns: [...roomPattern(part, folder), ...doorPattern(part)] },
          },
        },
      },
    },
  }))
}

function roomPattern(part: NamedPart, folder: string): Pattern[] {
  const { imports } = ROOMS[part.room] ?? { imports: [] }
  if (imports === 'everything') return []
  const rooms = Object.keys(ROOMS).filter((room) => imports.includes(nameOf(room)))
  const siblings = PARTS.filter(({ room, name }) => room === part.room && part.uses.includes(name))
  const own = part.files.map((file) => from(folder, file))
  const others = PARTS.filter(
    ({ room, name }) => room === part.room && name !== part.name && !part.uses.includes(name),
  ).flatMap(({ files }) => files.filter((file) => !file.endsWith('/')))
  return [
    {
      group: [
        ...['../**', './*/**'],
        ...rooms.map((room) => `!${from(folder, room)}${room.endsWith('.ts') ? '' : '/**'}`),
        ...siblings.flatMap(({ files }) => files.map((file) => `!${from(folder, file)}`)),
        ...own.map((file) => `!${file}`),
        ...others.map((file) => from(folder, file)),
      ],
      message: `${nameOf(part.room)}${part.name === '.' ? '' : `/${part.name}`} may not import this: test/house/table.ts.`,
    },
  ]
}

/** As an import in this folder spells it; a folder is all that lies right in it. */
function from(folder: string, place: string): string {
  const path = posix.relative(folder, place.replace(/\/$/, '')) || '.'
  const spelled = path.startsWith('.') ? path : `./${path}`
  return place.endsWith('/') ? `${spelled}/*` : spelled
}

function doorPattern({ files }: NamedPart): Pattern[] {
  const closed = Object.entries(DOORS).filter(
    ([, doors]) =>
      !doors.some((door) => files.every((file) => file === door || `${file}`.startsWith(`${door}/`))),
  )
  return closed.length === 0
    ? []
    : [
        {
          group: [`{${closed.map(([name]) => name).join()}}`, `{${closed.map(([name]) => name).join()}}/**`],
          message: 'One package, one door: test/house/doors.ts.',
        },
      ]
}
