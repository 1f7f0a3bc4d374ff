import type { SqlFunction } from './sql-function.ts'

/** A word of the lake's SQL as Spark has it. */
export interface SparkWord extends Pick<SqlFunction, 'takes' | 'gives'> {
  readonly is: string
}

/** Quoted text, quoted names, comments, and names with the bracket that opens a call. */
const PART =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\b([a-z_]\w*)\s*\(|[(),]|\b[a-z_]\w*\b/gi
/** Longer than a cast of a column: what is named more than once is better computed once. */
const SHORT = 120

/**
 * Calls of the lake's words are written out before Spark reads them. It plans each call of an SQL function as one more
 * projection of every column, and reads the function's text anew: a statement that checks twenty columns took ten times
 * as long to plan as to run. A word that names one of its arguments more than once stays a call where that argument is
 * more than a column, a value or a cast of one, for there it is computed once.
 */
export function inlined(sql: string, words: ReadonlyMap<string, SparkWord>): string {
  let text = ''
  let at = 0
  for (const call of callsIn(sql)) {
    const word = words.get(call.name.toLowerCase())
    if (!word || call.from < at) continue
    const given = call.given.map((one) => inlined(one.trim(), words))
    text += sql.slice(at, call.from) + (written(word, given, words) ?? `${call.name}(${given.join(', ')})`)
    at = call.to
  }
  return text + sql.slice(at)
}

interface Call {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly given: readonly string[]
}

/** Every call that is closed, the outer ones first. */
function callsIn(sql: string): Call[] {
  const calls: Call[] = []
  const open: { name: string | null; from: number; starts: number[]; ends: number[] }[] = []
  for (const part of sql.matchAll(PART)) {
    const [text, name] = part
    const end = part.index + text.length
    const last = open.at(-1)
    if (text.endsWith('(') && !/^['"-]/.test(text))
      open.push({ name: name ?? null, from: part.index, starts: [end], ends: [] })
    else if (text === ',' && last) {
      last.ends.push(part.index)
      last.starts.push(end)
    } else if (text === ')' && last) {
      open.pop()
      last.ends.push(part.index)
      const given = last.starts.map((start, i) => sql.slice(start, last.ends[i]))
      const isEmpty = given.length === 1 && given[0]?.trim() === ''
      if (last.name) calls.push({ name: last.name, from: last.from, to: end, given: isEmpty ? [] : given })
    }
  }
  return calls.toSorted((a, b) => a.from - b.from)
}

/** The word's text with what it is given; null where a call is the better way. */
function written(
  { takes, gives, is }: SparkWord,
  given: readonly string[],
  words: ReadonlyMap<string, SparkWord>,
): string | null {
  const names = Object.keys(takes)
  if (names.length !== given.length) return null
  const values = new Map<string, string>()
  for (const [i, [name, type]] of Object.entries(takes).entries()) {
    const value = given[i] ?? ''
    if (value.length > SHORT && mentions(is, name) > 1) return null
    const isTyped = value.endsWith(` as ${type})`) || (type === 'string' && value.startsWith("'"))
    values.set(name, isTyped ? value : `cast(${value} as ${type})`)
  }
  const body = is.replace(PART, (part) => values.get(part) ?? part)
  return `cast(${inlined(body, words)} as ${gives})`
}

function mentions(text: string, name: string): number {
  return [...text.matchAll(PART)].filter(([part]) => part === name).length
}
