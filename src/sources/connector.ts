import { z } from 'zod'
import { isTimeZone } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import type { Source } from './source.ts'

/** What a source is handed beside its own words in the sources file. */
export interface SourceContext {
  readonly name: string
  readonly platform: string
  /** resolves the names of environment variables; the file holds no secret itself */
  readonly secret: (name: string) => string | null
  /** paths in the file are relative to its folder */
  readonly folder: string
}

/** A kind of source: what the sources file may say of it, and the sources that makes. */
export interface Connector {
  readonly feed: z.ZodType<(beside: SourceContext) => Source[]>
  /** what `source add` asks of a new one, besides its name */
  readonly asks: readonly Question[]
  /** the answers as the sources file says them, where that is not a field each */
  readonly told?: (answers: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>
}

export interface Question {
  /** the field in the sources file */
  readonly field: string
  readonly ask: string
  /** the answer is the name of an environment variable, never the secret itself */
  readonly isSecret?: boolean
  readonly otherwise?: string
}

export const zone = z.string().refine(isTimeZone, 'is not an IANA time zone such as Europe/Berlin')
export const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a three-letter currency code such as EUR')

const DAY_AND_A_BIT = 26 * 60

/** What every kind says. */
export const common = {
  zone,
  currency,
  fresh_within_minutes: z.number().int().positive().default(DAY_AND_A_BIT),
}

export const COMMON_ASKS: readonly Question[] = [
  { field: 'zone', ask: 'The time zone its times without an offset are in', otherwise: 'UTC' },
  { field: 'currency', ask: 'The currency its money is in', otherwise: 'EUR' },
]

export const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable')

export function secretOf({ name, secret }: Pick<SourceContext, 'name' | 'secret'>, named: string): string {
  const value = secret(named)
  if (value) return value
  throw new Fault(
    `${name}: the environment variable ${named} is not set.`,
    'Set it to the platform’s token, here and where the bot runs.',
  )
}
