import { z } from 'zod'
import { isTimeZone } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import type { Source, SourceClients } from './source.ts'

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
  readonly told?: (answers: Answers) => Readonly<Record<string, unknown>>
  /** how a mapping is proposed from what there is, where the answers give none */
  readonly proposes?: Proposes
}

export type Answers = Readonly<Record<string, string>>

/** The answer that leaves the mapping to be proposed. */
export const PROPOSE = 'propose'

interface Proposes {
  isAsked(answers: Answers): boolean
  /** a folder of files to look at: the one that is delivered into, or `scratch` with some rows of each table */
  sample(answers: Answers, at: SampleAt): Promise<string>
  /** the sources that come of it: what follows the name, and the answers with their mapping as the sources file says them */
  told(
    answers: Answers,
    proposed: Proposed,
  ): readonly { readonly suffix: string; readonly said: Readonly<Record<string, unknown>> }[]
}

export interface SampleAt {
  readonly scratch: string
  /** of the sources file, to which paths in it are relative */
  readonly folder: string
  readonly secret: SourceContext['secret']
  readonly clients: Pick<SourceClients, 'http' | 'openSql' | 'signal'>
}

/** What was proposed, table by table. */
interface Proposed {
  readonly zone: string
  readonly currency: string
  /** the mapping of files, where it was kept */
  readonly mappingFile: string
  readonly tables: readonly ProposedTable[]
}

export interface ProposedTable {
  readonly table: string
  /** the file of the sample without its ending */
  readonly of: string
  readonly each: string | null
  readonly columns: Readonly<Record<string, unknown>>
  /** columns that name each row, and those that are times, the likelier first */
  readonly keys: readonly string[]
  readonly times: readonly string[]
}

export interface Question {
  /** the field in the sources file */
  readonly field: string
  readonly ask: string
  /** the answer is the name of an environment variable, never the secret itself */
  readonly isSecret?: boolean
  /** answers that leave nothing to ask here */
  readonly unless?: (answers: Answers) => boolean
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
