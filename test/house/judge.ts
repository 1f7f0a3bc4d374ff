import { groupBy } from '../../src/lib/group.ts'
import { circlesIn } from './circles.ts'
import { DOORS } from './doors.ts'
import { PURE, PURE_PACKAGES } from './pure-rooms.ts'
import { packageOf, type SourceFile, UNKNOWN } from './read-source.ts'
import { isWithin, nameOf, PARTS, placeOf } from './rooms.ts'
import { ENVIRONMENT, ROOMS } from './table.ts'
import { isCode } from './tree.ts'

/** What is wrong with files that live in the house, a sentence each; nothing when all is well. */
export function judge(files: readonly SourceFile[]): string[] {
  return [
    ...files.flatMap((file) => [
      ...file.faults
        .filter((fault) => fault !== UNKNOWN || !isWiring(file))
        .map((fault) => `${file.path} ${fault}`),
      ...misplaced(file),
      ...wrongImports(file),
      ...wrongDoors(file),
      ...(isPure(file.path) ? impure(file) : []),
    ]),
    ...files
      .filter(({ path, readsEnvironment }) => readsEnvironment && !ENVIRONMENT.includes(path))
      .map(({ path }) => `${path} reads the environment`),
    ...circles(files),
  ]
}

/** The wiring may import whatever it likes, also what it finds out later. */
function isWiring({ path }: SourceFile): boolean {
  const { room } = placeOf(path)
  return room !== null && ROOMS[room]?.imports === 'everything'
}

function misplaced({ path }: SourceFile): string[] {
  const { room, part } = placeOf(path)
  return part === null
    ? [`${path} lies in a folder that the plan does not name${room ? ` (${room})` : ''}`]
    : []
}

function wrongImports({ path, imports }: SourceFile): string[] {
  const from = placeOf(path)
  const room = from.room === null ? null : ROOMS[from.room]
  if (!room || room.imports === 'everything') return []
  return imports.flatMap((one) => {
    if (one.path === null) return []
    const to = placeOf(one.path)
    if (to.room === null) return [`${path} imports ${one.path}, which no room holds`]
    if (to.room === from.room)
      return to.part === from.part || usesOf(from.room, from.part).includes(to.part ?? '')
        ? []
        : [`${path} imports ${one.path}: ${nameOf(from.room)}/${from.part} may not use ${to.part}`]
    return room.imports.includes(nameOf(to.room))
      ? []
      : [`${path} imports ${one.path}: ${nameOf(from.room ?? '')} may not import ${nameOf(to.room)}`]
  })
}

function usesOf(room: string | null, part: string | null): readonly string[] {
  return PARTS.find((one) => one.room === room && one.name === part)?.uses ?? []
}

function wrongDoors({ path, imports }: SourceFile): string[] {
  return imports.flatMap(({ name, path: inside }) => {
    const named = inside === null ? packageOf(name) : null
    const doors = named === null ? undefined : DOORS[named]
    return doors && !doors.some((door) => isWithin(path, door))
      ? [`${path} imports ${name}: its door is ${doors.join(', ')}`]
      : []
  })
}

function isPure(path: string): boolean {
  return PURE.some(
    ({ of, but = [] }) => isWithin(path, of) && !but.some((one) => isWithin(path, `${of}/${one}`)),
  )
}

function throughOf(path: string): readonly string[] {
  return PURE.flatMap(({ of, through = [] }) => (isWithin(path, of) ? through : []))
}

function impure({ path, imports, impurities }: SourceFile): string[] {
  const led = imports.flatMap(({ name, isType, path: inside }) => {
    if (isType) return []
    if (inside !== null)
      return isPure(inside) || throughOf(path).includes(inside)
        ? []
        : [`${path} is to be pure and imports ${inside}, which is not`]
    return PURE_PACKAGES.includes(packageOf(name) ?? '') ? [] : [`${path} is to be pure and imports ${name}`]
  })
  return [...new Set([...impurities.map(({ what }) => `${path} is to be pure and has ${what}`), ...led])]
}

/** Imports that lead back to where they began, those of types alone too. */
function circles(files: readonly SourceFile[]): string[] {
  const arrows = new Map(
    files.map(({ path, imports }) => [path, imports.flatMap((one) => (one.path === null ? [] : [one.path]))]),
  )
  return circlesIn(arrows).map((circle) => `a circle of imports: ${circle.toSorted().join(', ')}`)
}

/** What is wrong with the plan itself, held against the files there are and the packages that are installed. */
export function judgeTable(paths: readonly string[], dependencies: readonly string[]): string[] {
  const isThere = (place: string) => paths.some((path) => isWithin(path, place))
  const names = Object.keys(ROOMS).map(nameOf)
  return [
    ...Object.keys(ROOMS)
      .filter((room) => !isThere(room))
      .map((room) => `there is no room ${room}`),
    ...PARTS.flatMap(({ room, name, files }) =>
      files
        .filter((file) => !isThere(file.replace(/\/$/, '')))
        .map((file) => `${nameOf(room)}/${name}: there is no ${file}`),
    ),
    ...Object.entries(ROOMS).flatMap(([room, { imports }]) =>
      imports === 'everything'
        ? []
        : imports
            .filter((one) => !names.includes(one))
            .map((one) => `${room} may import ${one}, which is no room`),
    ),
    ...PARTS.flatMap(({ room, name, uses }) =>
      uses
        .filter((one) => !PARTS.some((part) => part.room === room && part.name === one))
        .map((one) => `${nameOf(room)}/${name} may use ${one}, which is no part`),
    ),
    ...Object.keys(ROOMS).flatMap((room) => {
      const arrows = new Map(PARTS.filter((part) => part.room === room).map(({ name, uses }) => [name, uses]))
      return circlesIn(arrows).map((circle) => `${room}: parts that use each other, ${circle.join(', ')}`)
    }),
    ...circlesIn(
      new Map(
        Object.entries(ROOMS).map(([room, { imports }]) => [
          nameOf(room),
          imports === 'everything' ? [] : imports,
        ]),
      ),
    ).map((circle) => `rooms that import each other: ${circle.join(', ')}`),
    ...PURE.flatMap(({ of, but = [] }) => [of, ...but.map((one) => `${of}/${one}`)])
      .filter((place) => !isThere(place.replace(/\/$/, '')))
      .map((place) => `to be pure, or not: there is no ${place}`),
    ...Object.entries(DOORS).flatMap(([name, doors]) => [
      ...(dependencies.includes(name) ? [] : [`${name} has a door and is no dependency`]),
      ...doors.filter((door) => !isThere(door)).map((door) => `the door of ${name} is missing: ${door}`),
    ]),
    ...PURE_PACKAGES.filter((name) => !dependencies.includes(name)).map(
      (name) => `${name} is called pure and is no dependency`,
    ),
    ...ENVIRONMENT.filter((path) => !isThere(path)).map(
      (path) => `the environment is read by ${path}, which is not there`,
    ),
  ]
}

const MAX_LINES = 250
const MAX_FILES = 20
const KEBAB_CASE = /(?:^|\/)[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)+$/

/** Files that are too long, folders that are too full, names in another style. */
export function judgeSizes(paths: readonly string[], lines: ReadonlyMap<string, number>): string[] {
  const folders = groupBy(paths, (path) => path.slice(0, path.lastIndexOf('/')))
  return [
    ...[...lines]
      .filter(([, count]) => count > MAX_LINES)
      .map(([path, count]) => `${path} has ${count} lines, ${MAX_LINES} are allowed`),
    ...[...folders]
      .filter(([, held]) => held.length > MAX_FILES)
      .map(([folder, held]) => `${folder} has ${held.length} files, ${MAX_FILES} are allowed`),
    ...paths
      .filter((path) => isCode(path) && !KEBAB_CASE.test(path))
      .map((path) => `${path} is not named in kebab-case`),
  ]
}
