import { z } from 'zod'
import { type AccessRules, NO_RULES } from '../lib/access.ts'
import { readYaml } from './read.ts'

const segment = z
  .string()
  .regex(/^(?:platform|category|channel|region|merchant)=\S.*$/u, 'write a segment such as merchant=M-007')
const sees = z.union([z.literal('all'), z.array(segment)], { error: 'write all, or a list of segments' })

/** @internal exported for the tests */
export const accessFile = z.strictObject({
  groups: z.record(z.string().min(1), sees).default({}),
  others: sees.default('all'),
  channels: z.record(z.string().min(1), sees).default({}),
})

/** The file as it is now, so that a change holds from the next question on; throws all that is wrong with it. */
export function readAccess(path: string | null): AccessRules {
  return path === null ? NO_RULES : readYaml(path, accessFile)
}
