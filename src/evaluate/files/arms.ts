import { controlAmong } from '../../advice/campaign/control-arm.ts'
import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { nearest, oneLine } from '../../lib/text.ts'

/** Who was left alone, and which groups were contacted. */
export interface Arms {
  readonly control: string
  readonly treated: readonly string[]
  /** the arm of each row; null where it is missing */
  readonly of: readonly (string | null)[]
}

const MAX_ARMS = 20

/** Reads the column of arms; `control` and `treated` as typed, or null to find them. */
export function armsOf(
  table: Table,
  column: string,
  typed: { readonly control: string | null; readonly treated: string | null },
): Arms {
  const of = textsOf(table, column).map((cell) => cell?.trim() || null)
  const names = [...new Set(of.filter((cell) => cell !== null))].sort()
  if (names.length < 2)
    throw new Fault(
      `Column "${column}" holds one arm only: ${names.map((name) => `"${name}"`).join('') || 'nothing'}.`,
      'An uplift needs customers who were contacted and a random group who were not.',
    )
  if (names.length > MAX_ARMS)
    throw new Fault(
      `Column "${column}" holds ${names.length} different values, at most ${MAX_ARMS} arms are compared.`,
      'Name the column that says who was contacted.',
    )
  const control = typed.control === null ? found(names, column) : armNamed(typed.control, names, 'control')
  const treated =
    typed.treated === null
      ? names.filter((name) => name !== control)
      : [armNamed(typed.treated, names, 'treated')]
  if (treated.includes(control))
    throw new Fault(`"${control}" cannot be the treated arm and the control.`, `The arms are ${list(names)}.`)
  return { control, treated, of }
}

function found(names: readonly string[], column: string): string {
  const only = controlAmong(names)
  if (only !== null) return only
  throw new Fault(
    `It cannot be told which arm of "${column}" was left alone: ${list(names)}.`,
    'Name it: --control VALUE.',
  )
}

/** The arm that was typed, or a fault that says which there are. */
export function armNamed(typed: string, names: readonly string[], option: string): string {
  const wanted = typed.trim().toLowerCase()
  const match = names.find(
    (name) => name.toLowerCase() === wanted || (Number(name) === Number(typed) && wanted !== ''),
  )
  if (match !== undefined) return match
  const near = nearest(typed, names)
  throw new Fault(
    `--${option} "${oneLine(typed, 40)}" is no arm.`,
    near === null ? `The arms are ${list(names)}.` : `Did you mean "${near}"?`,
  )
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${oneLine(name, 40)}"`).join(', ')
}
