import type { Message } from './message.ts'

/** A message of one sentence: an answer, a refusal, a hint. */
export function words(text: string): Message {
  return { text, blocks: [{ kind: 'text', spans: text }] }
}
