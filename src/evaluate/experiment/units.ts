import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'

/** Who was randomised, and into which arm; every row knows its unit, or -1 where it is left out. */
export interface Units {
  /** the name of each arm, sorted */
  readonly names: readonly string[]
  /** arm of each unit, as a place in `names` */
  readonly armOf: Uint8Array
  readonly unitOf: Int32Array
  readonly notes: readonly string[]
}

const MAX_ARMS = 20
const IDS = /(?:^|[_ ])(?:user|customer|visitor|shopper|client|account|member|player)?[_ ]?id$/i
/** more of the units than this in several arms is no slip */
const CROSSED = 0.01

/** Without a column of units each row is one. Units that were seen in several arms are left out, and told. */
export function unitsOf(table: Table, variant: string, unit: string | null): Units {
  const variants = textsOf(table, variant).map((cell) => cell?.trim() || null)
  const names = armNames(variants, variant)
  const place = new Map(names.map((name, i) => [name, i]))
  const ids = unit === null ? null : textsOf(table, unit)
  const armOf: number[] = []
  const crossed = new Set<number>()
  const known = new Map<string, number>()
  const missing = { arm: 0, unit: 0 }
  const unitOf = Int32Array.from(variants, (name, row) => {
    const arm = name === null ? undefined : place.get(name)
    const id = ids === null ? String(row) : ids[row]?.trim()
    if (arm === undefined) missing.arm++
    else if (!id) missing.unit++
    if (arm === undefined || !id) return -1
    const before = ids === null ? undefined : known.get(id)
    if (before === undefined) {
      if (ids !== null) known.set(id, armOf.length)
      return armOf.push(arm) - 1
    }
    if (armOf[before] !== arm) crossed.add(before)
    return before
  })
  const kept = renumbered(unitOf, armOf, crossed)
  return {
    names,
    ...kept,
    notes: [
      ...(missing.arm > 0 ? [`${plural(missing.arm, 'row')} left out: no value in "${variant}".`] : []),
      ...(missing.unit > 0 ? [`${plural(missing.unit, 'row')} left out: no value in "${unit}".`] : []),
      ...(crossed.size > 0
        ? [
            `${plural(crossed.size, 'unit')} left out that ${crossed.size === 1 ? 'was' : 'were'} seen in several arms${
              crossed.size > CROSSED * armOf.length ? ': so many that the assignment does not hold' : ''
            }.`,
          ]
        : []),
      ...(unit === null ? repeats(table) : []),
    ],
  }
}

function armNames(variants: readonly (string | null)[], column: string): string[] {
  const names = [...new Set(variants.filter((cell) => cell !== null))].sort()
  if (names.length < 2)
    throw new Fault(
      `Column "${column}" holds one arm only: ${names.map((name) => `"${name}"`).join('') || 'nothing'}.`,
      'An experiment needs a control and at least one treated arm.',
    )
  if (names.length > MAX_ARMS)
    throw new Fault(
      `Column "${column}" holds ${plural(names.length, 'different value')}, at most ${MAX_ARMS} arms are compared.`,
      'Name the column that says which variant a unit was given.',
    )
  return names
}

function renumbered(unitOf: Int32Array, armOf: readonly number[], without: ReadonlySet<number>) {
  const next = new Int32Array(armOf.length).fill(-1)
  const arms: number[] = []
  armOf.forEach((arm, old) => {
    if (!without.has(old)) next[old] = arms.push(arm) - 1
  })
  return { armOf: Uint8Array.from(arms), unitOf: unitOf.map((old) => (old < 0 ? -1 : (next[old] ?? -1))) }
}

/** People who come back are not new people: their rows make an interval look narrower than it is. */
function repeats(table: Table): string[] {
  const name = [...table.columns.keys()].find((one) => IDS.test(one))
  if (name === undefined) return []
  const ids = textsOf(table, name).filter((id) => id !== null)
  const distinct = new Set(ids).size
  return distinct === ids.length || distinct < 2
    ? []
    : [
        `"${name}" repeats: ${plural(distinct, 'value')} in ${plural(ids.length, 'row')}. If that is who was randomised, add --unit ${name}: rows of one person are not independent.`,
      ]
}
