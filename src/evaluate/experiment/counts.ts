import { type Column, readTable, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import { asNumbers } from '../files/cells.ts'

/** An arm of which only the counts are known. */
export interface Counted {
  readonly name: string
  readonly users: number
  readonly conversions: number
}

const SHAPE =
  'Give --counts "500/10000,566/10100" (conversions/users of each arm, the control first), or a file with the columns variant, users, conversions.'
const USERS =
  /^(?:users?|units?|visitors?|visits|sessions?|trials?|customers?|participants|total|n|exposed)$/i
const CONVERSIONS =
  /^(?:conversions?|converted|successes|success|orders?|buyers?|purchases?|clicks?|hits?|events?|x)$/i
const VARIANT = /^(?:variants?|variations?|arms?|groups?|versions?|treatments?|buckets?|name)$/i

/** `500/10000,566/10100`, or the path of a file of one row an arm; rows of the same arm are added up. */
export async function countsOf(typed: string): Promise<Counted[]> {
  const counted =
    /^[\s\d/,;._']+$/.test(typed) && typed.includes('/') ? literal(typed) : await fromFile(typed)
  if (counted.length < 2)
    throw new Fault(
      `There ${counted.length === 1 ? 'is one arm' : 'are no arms'} only: nothing to compare with.`,
      SHAPE,
    )
  for (const { name, users, conversions } of counted) {
    const shown = `"${oneLine(name, 40)}" has ${conversions} conversions of ${users} users`
    if (!Number.isInteger(users) || !Number.isInteger(conversions) || users < 0 || conversions < 0)
      throw new Fault(`Arm ${shown}: counts are whole numbers from 0.`, SHAPE)
    if (conversions > users)
      throw new Fault(
        `Arm ${shown}: more than there were.`,
        'Count each user who converted once, and give conversions/users.',
      )
    if (users < 2) throw new Fault(`Arm ${shown}: at least 2 users are needed.`, 'Wait for more users.')
  }
  return counted
}

function literal(typed: string): Counted[] {
  return typed.split(/[,;]\s*(?=\d+\s*\/|\d+[\d_']*\s*\/)/).map((part, i) => {
    const found = /^\s*([\d_']+)\s*\/\s*([\d_']+)\s*$/.exec(part)
    if (!found) throw new Fault(`"${oneLine(part, 40)}" is not conversions/users.`, SHAPE)
    const [conversions, users] = [found[1], found[2]].map((digits = '') =>
      Number(digits.replace(/[_']/g, '')),
    )
    return { name: String.fromCharCode(65 + (i % 26)), users: users ?? 0, conversions: conversions ?? 0 }
  })
}

async function fromFile(path: string): Promise<Counted[]> {
  const table = await readTable(path)
  const names = [...table.columns.keys()]
  const the = (words: RegExp, what: string) => {
    const name = names.find((one) => words.test(one.trim()))
    if (name !== undefined) return name
    throw new Fault(
      `${path} has no column of ${what}: it has ${names.map((one) => `"${one}"`).join(', ')}.`,
      SHAPE,
    )
  }
  const variants = textsOf(table, the(VARIANT, 'variants'))
  const numbers = (name: string) => wholeNumbers(table.columns.get(name), name)
  const [users, conversions] = [numbers(the(USERS, 'users')), numbers(the(CONVERSIONS, 'conversions'))]
  const arms = new Map<string, Counted>()
  variants.forEach((variant, row) => {
    const name = variant?.trim()
    if (!name) throw new Fault(`Row ${row + 1} of ${path} names no variant.`, SHAPE)
    const known = arms.get(name)
    arms.set(name, {
      name,
      users: (known?.users ?? 0) + (users[row] ?? 0),
      conversions: (known?.conversions ?? 0) + (conversions[row] ?? 0),
    })
  })
  return [...arms.values()]
}

function wholeNumbers(column: Column | undefined, name: string): Float64Array {
  const values = column && asNumbers(column)
  if (values?.every((value) => Number.isInteger(value) && value >= 0)) return values
  throw new Fault(`Column "${name}" holds something that is no whole number from 0.`, SHAPE)
}
