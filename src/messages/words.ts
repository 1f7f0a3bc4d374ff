import type { Block, Message, Text } from './message.ts'

/** A message of one sentence: an answer, a refusal, a hint. */
export function words(text: string): Message {
  return { text, blocks: [textBlock(text)] }
}

/** What cannot be answered yet, and what to do about it. */
export function hint(text: string): Message {
  return { ...words(text), isHint: true }
}

/** A paragraph. */
export function textBlock(spans: Text): Block {
  return { kind: 'text', spans }
}
