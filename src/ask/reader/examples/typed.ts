import { HEARD_CHINESE } from './heard-chinese.ts'
import { HEARD_ENGLISH } from './heard-english.ts'
import { TYPED_CHINESE } from './typed-chinese.ts'
import { TYPED_ENGLISH } from './typed-english.ts'

export type TypedExamples = readonly Readonly<Record<string, string>>[]

/** What people typed, by command and KPI. */
export const TYPED_EXAMPLES: TypedExamples = [TYPED_ENGLISH, TYPED_CHINESE, HEARD_ENGLISH, HEARD_CHINESE]
