import type { Understood } from '../../src/ask/fault.ts'
import { INTENTS, understand, withContext } from '../../src/ask/understand.ts'
import type { Known } from '../../src/ask/vocabulary.ts'
import type { Hear, Reword, Reworded } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import type { FaultWords } from '../../src/report/words/faults.ts'
import type { Words } from '../../src/report/words/words.ts'
import { asUsage } from './as-usage.ts'
import { knownTo } from './known-to.ts'

type Parts = Pick<Context, 'lake' | 'state' | 'clock' | 'config'>

/** What comes after the KPI and its segment when a rule is tried: it is no part of the question. */
const RULE =
  /\s+(?:(?:below|above|under|over|beyond)\b|[<>])\s*\S+(?:\s*(?:sd|sigma|%))?(?:\s+\d{1,3}d)?\s*$/iu
const DAYS = /\s+\d{1,3}d\s*$/iu

/** Reads what a command did not take as it was typed. */
export function inOwnWords(ctx: Parts): Reword {
  return async (command, text, said) => {
    if (command === '/alerts') return ofPreview(text, ctx, said)
    const intent = INTENTS[command]
    if (!intent) return null
    const meant = understand(text, await knownTo(ctx), intent)
    return meant.kind === 'line' ? textAfter(command, meant.line) : unclear(meant, said)
  }
}

/** Reads a sentence: a mention, a direct message, a reply in a thread. */
export function hearing(ctx: Parts): Hear {
  return async (typed, about, said) => {
    const known = await knownTo(ctx)
    const meant = about === null ? understand(typed, known) : withContext(typed, about, known)
    if (meant.kind === 'unclear')
      return { ...unclear(meant, said.usage), kind: 'unclear', examples: examplesFrom(known, said.ask) }
    const [command = '', ...rest] = meant.line.split(' ')
    return { kind: 'line', command, text: rest.join(' ') }
  }
}

/** Questions to begin with, where nothing has been asked yet. */
export function firstQuestions(ctx: Parts) {
  return async (said: Pick<Words, 'ask'>) => questionsOf(await knownTo(ctx), said.ask)
}

/** Two questions that this shop's own data answers. */
function examplesFrom(known: Known, said: Words['ask']): readonly string[] {
  return questionsOf(known, said)
    .slice(0, 2)
    .map(({ message }) => said.example(message))
}

/** Of the first category that this shop has a name for; of all of it where none has. */
function questionsOf({ members }: Known, said: Words['ask']) {
  const category = members.find(({ dimension, member }) => dimension === 'category' && member !== 'unknown')
  return said.firstQuestions(category?.called ?? null)
}

/** `preview Average order bazario × Toys < 40`: the KPI and the segment by the grammar, the rule as it is. */
async function ofPreview(typed: string, ctx: Parts, said: FaultWords): Promise<Reworded | null> {
  const text = /^\s*preview\s+(.*)$/isu.exec(typed.normalize('NFKC'))?.[1]
  if (text === undefined) return null
  const rule = RULE.exec(text)?.[0] ?? DAYS.exec(text)?.[0] ?? ''
  const meant = understand(text.slice(0, text.length - rule.length), await knownTo(ctx), 'kpi')
  if (meant.kind === 'unclear') return unclear(meant, said)
  const what = textAfter('/kpi', meant.line)
  const plain = rule
    .replace(/\s+(?:under\b|<)\s*/iu, ' below ')
    .replace(/\s+(?:over\b|>)\s*/iu, ' above ')
    .replace(/(\d)\s+%/u, '$1%')
  return what && { kind: 'text', text: `preview ${what.text}${plain}` }
}

/** Null where the words are another command's: that is offered, not answered. */
function textAfter(command: string, line: string): { readonly kind: 'text'; readonly text: string } | null {
  const [name, ...rest] = line.split(' ')
  return name === command ? { kind: 'text', text: rest.join(' ') } : null
}

function unclear(
  meant: Extract<Understood, { kind: 'unclear' }>,
  said: FaultWords,
): Extract<Reworded, { kind: 'usage' }> {
  return { ...asUsage(meant, said), ...(meant.isVague !== undefined && { isVague: meant.isVague }) }
}
