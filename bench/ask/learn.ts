import { askedBy } from '../../src/ask/reader/examples/asked.ts'
import { SIGNS, signsAt } from '../../src/ask/reader/sketch.ts'
import { type Reading, readQuestion } from '../../src/ask/reading.ts'
import { INTENTS } from '../../src/ask/understand.ts'
import type { Known } from '../../src/ask/vocabulary.ts'
import { OF_A_KPI } from '../../src/ask/weigh/candidates.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import type { Typed } from './phrasings.ts'

/** What a phrasing teaches: which question it is, of which KPI, and its words with a sign for each name, day and sum. */
interface Lesson {
  /** `kpi gmv`, `restock`, `none` */
  readonly label: string
  readonly text: string
}

/** By label, as the examples of the reader are kept: phrasings behind each other with a bar between. */
export function examplesFrom(typed: readonly Typed[], known: Known): Readonly<Record<string, string>> {
  const found = new Map<string, string[]>()
  for (const one of typed) {
    const { label, text } = lessonOf(one, known)
    const texts = found.get(label) ?? []
    found.set(label, texts)
    if (text !== '' && !texts.includes(text)) texts.push(text)
  }
  return Object.fromEntries(
    [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([label, texts]) => [label, texts.join(' | ')]),
  )
}

function lessonOf({ said, means }: Typed, known: Known): Lesson {
  const text = signed(readQuestion(said, known))
  if (means === null) return { label: 'none', text }
  const [line = ''] = means.split(' or ')
  const [command = '', ...words] = line.split(' ')
  const asked = askedBy(line, OTHERS[command] ?? INTENTS[command] ?? 'kpi')
  const kpi = OF_A_KPI.has(asked) ? words.find((word) => metricNamed(word) !== null) : undefined
  return { label: kpi === undefined ? asked : `${asked} ${kpi}`, text }
}

const OTHERS: Readonly<Record<string, Parameters<typeof askedBy>[1]>> = {
  '/alerts': 'alerts',
  '/target': 'target',
  '/merchant': 'merchant',
  '/merchants': 'merchants',
  '/oncall': 'oncall',
  '/floorwalker': 'help',
  '/subscribe': 'subscribe',
}

/** The words with a sign for what was read; a KPI's own words stay, in brackets. */
function signed({ original, stages }: Reading): string {
  const signs = signsAt(stages)
  let written = ''
  for (let at = 0; at < original.length; at += 1) {
    const [sign, before] = [signs.get(at), signs.get(at - 1)]
    // as the reader sees words: what is large is a sign
    const letter = original[at]?.toLowerCase() ?? ''
    if (before === SIGNS.kpi && sign !== SIGNS.kpi) written += ']'
    if (sign === SIGNS.kpi) written += before === sign ? letter : ` [${letter}`
    else if (sign === undefined) written += letter
    else if (sign !== before) written += ` ${sign} `
  }
  if (signs.get(original.length - 1) === SIGNS.kpi) written += ']'
  return written
    .replace(/[^\p{L}\p{N}'%[\]]+/gu, ' ')
    .replace(/\[\s*/g, '[')
    .replace(/\s*\]/g, ']')
    .trim()
}
