import type { Language } from '../lib/language.ts'
import type { Block, Message, Text } from './message.ts'

/** A message of one sentence: an answer, a refusal, a hint. */
export function words(text: string): Message {
  return { text, blocks: [textBlock(text)] }
}

/** What cannot be answered yet, and what to do about it. */
export function hint(text: string): Message {
  return { ...words(text), isHint: true }
}

/** Says in which language it is, so that renderers add theirs in the same. English needs no word. */
export function inLanguage(message: Message, language: Language): Message {
  if (language === 'en') return message
  const { thread } = message
  return {
    ...message,
    language,
    ...(thread && { thread: thread.map((reply) => inLanguage(reply, language)) }),
  }
}

/** A paragraph. */
export function textBlock(spans: Text): Block {
  return { kind: 'text', spans }
}
