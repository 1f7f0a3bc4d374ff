import type { Block, Message } from './message.ts'

/** What is said when words cannot be answered: the fault, the nearest thing that can, and how to ask. */
export function sayUsage(
  command: { readonly usage: string; readonly examples: readonly string[] },
  fault: { readonly because: string; readonly didYouMean?: string },
): Message {
  const near = fault.didYouMean === undefined ? '' : ` Did you mean ${fault.didYouMean}?`
  const blocks: Block[] = [
    { kind: 'text', spans: [`${fault.because}${near}`] },
    { kind: 'text', spans: ['Usage: ', { text: command.usage, style: 'code' }] },
  ]
  if (command.examples.length > 0) {
    blocks.push({ kind: 'context', spans: `For example: ${command.examples.join(' · ')}` })
  }
  return { text: `${fault.because}${near} Usage: ${command.usage}`, blocks }
}
