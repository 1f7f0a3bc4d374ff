import type { Intent } from '../../lexicon/intents.ts'

/** What a question may want; `none` is nothing that can be answered here. */
export type Asked = Intent | 'none'
