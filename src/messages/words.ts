import type { Block, Message, Text } from './message.ts'

/** A message of one sentence: an answer, a refusal, a hint. */
export function words(text: string): Message {
  return { text, blocks: [textBlock(text)] }
}

/** A paragraph. */
export function textBlock(spans: Text): Block {
  return { kind: 'text', spans }
}
