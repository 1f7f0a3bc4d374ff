import { TYPED_CHINESE } from './typed-chinese.ts'
import { TYPED_ENGLISH } from './typed-english.ts'

/** What people typed, by command and KPI. */
export const TYPED_EXAMPLES: readonly Readonly<Record<string, string>>[] = [TYPED_ENGLISH, TYPED_CHINESE]
