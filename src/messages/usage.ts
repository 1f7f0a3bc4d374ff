import type { Block, Message } from './message.ts'

/** What stands around the fault, in the language of who asked. */
export interface UsageWords {
  readonly didYouMean: (near: string, other?: string) => string
  readonly usage: string
  readonly examples: (lines: readonly string[]) => string
}

export const ENGLISH_USAGE: UsageWords = {
  didYouMean: (near, other) => ` Did you mean ${other === undefined ? near : `${near} or ${other}`}?`,
  usage: 'Usage: ',
  examples: (lines) => `For example: ${lines.join(' · ')}`,
}

/** Leads an answer to other words than a command's own. */
export const ENGLISH_UNDERSTOOD = 'Understood as '

export interface Near {
  readonly didYouMean?: string
  readonly options?: readonly string[]
}

/** The nearest thing that can be answered, or the two of which it is one of. */
export function nearWords({ didYouMean, options = [] }: Near, says: Pick<UsageWords, 'didYouMean'>): string {
  const [near = didYouMean, other] = options
  return near === undefined ? '' : says.didYouMean(near, other)
}

/** The same to press: a line on a button is asked as if it were typed. */
export function nearButtons({ didYouMean, options }: Near): readonly Block[] {
  const lines = (options ?? [didYouMean]).filter((one) => one?.startsWith('/'))
  const buttons = lines.flatMap((line) => (line ? [{ label: line, action: 'ask', value: line }] : []))
  return buttons.length === 0 ? [] : [{ kind: 'actions', buttons }]
}

/** What is said when words cannot be answered: the fault, the nearest thing that can, and how to ask. */
export function sayUsage(
  command: { readonly usage: string; readonly examples: readonly string[] },
  fault: {
    readonly because: string
    readonly didYouMean?: string
    readonly options?: readonly string[]
    readonly examples?: readonly string[]
  },
  says = ENGLISH_USAGE,
): Message {
  const near = nearWords(fault, says)
  const blocks: Block[] = [
    { kind: 'text', spans: [`${fault.because}${near}`] },
    ...nearButtons(fault),
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
