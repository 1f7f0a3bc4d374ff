import type { Block, Message } from './message.ts'

/** What stands around the fault, in the language of who asked. */
export interface UsageWords {
  readonly didYouMean: (near: string) => string
  readonly usage: string
  readonly examples: (lines: readonly string[]) => string
}

export const ENGLISH_USAGE: UsageWords = {
  didYouMean: (near) => ` Did you mean ${near}?`,
  usage: 'Usage: ',
  examples: (lines) => `For example: ${lines.join(' · ')}`,
}

/** Leads an answer to other words than a command's own. */
export const ENGLISH_UNDERSTOOD = 'Understood as '

/** What is said when words cannot be answered: the fault, the nearest thing that can, and how to ask. */
export function sayUsage(
  command: { readonly usage: string; readonly examples: readonly string[] },
  fault: {
    readonly because: string
    readonly didYouMean?: string
    readonly examples?: readonly string[]
  },
  says = ENGLISH_USAGE,
): Message {
  const near = fault.didYouMean === undefined ? '' : says.didYouMean(fault.didYouMean)
  const blocks: Block[] = [
    { kind: 'text', spans: [`${fault.because}${near}`] },
    { kind: 'text', spans: [says.usage, { text: command.usage, style: 'code' }] },
  ]
  const examples = fault.examples ?? command.examples
  if (examples.length > 0) {
    blocks.push({ kind: 'context', spans: says.examples(examples) })
  }
  return { text: `${fault.because}${near} ${says.usage}${command.usage}`, blocks }
}

/** The answer, led by the line that was answered: a reader sees at once whether that is what was meant. */
export function understoodAs(line: string, answer: Message, lead: string): Message {
  const understood = {
    kind: 'context' as const,
    spans: [lead, { text: line, style: 'code' as const }],
  }
  return { ...answer, blocks: [understood, ...answer.blocks] }
}
