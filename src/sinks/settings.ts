import { z } from 'zod'
import { readYaml } from '../settings/read.ts'

const share = z
  .string()
  .regex(/^\d+(\.\d+)?%$/, 'write a share such as 10%')
  .transform((text) => Number(text.slice(0, -1)) / 100)
const hours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'write hours such as 08:00-20:00')
  .transform((text) => {
    const [from = '', to = ''] = text.split('-')
    return { from, to }
  })
const person = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'write the id that Slack shows of a person, U…')

const limits = z
  .strictObject({
    /** of the price, either way */
    max_change: share.default(0.1),
    max_a_day: z.number().int().positive().default(20),
    /** what all orders of a day cost, in the shop's currency */
    max_cost_a_day: z.number().positive().nullable().default(null),
    hours: hours.nullable().default(null),
    /** these people only; left out: whoever may approve */
    approvers: z.array(person).nonempty().nullable().default(null),
    /** a second person approves what costs or should bring more, in the shop's currency */
    four_eyes_above: z.number().nonnegative().nullable().default(null),
  })
  .prefault({})
export type Limits = z.output<typeof limits>

const rest = z.strictObject({
  type: z.literal('rest'),
  url: z.string().min(1),
  method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown(),
  /** how the value there is asked for; left out: it cannot be, and the receiver must know keys it has had */
  read: z
    .strictObject({ url: z.string().min(1), value: z.string().min(1) })
    .nullable()
    .default(null),
  /** the header that carries the key */
  key_header: z.string().default('Idempotency-Key'),
  /** how amounts are written: 18.50, or 1850 */
  amounts: z.enum(['major', 'minor']).default('major'),
})
export type RestSettings = z.output<typeof rest>

const file = z.strictObject({ type: z.literal('file'), folder: z.string().min(1) })
export type FileSettings = z.output<typeof file>

const sink = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'write a name of small letters, digits and hyphens'),
  kind: z.enum(['price', 'restock']),
  to: z.discriminatedUnion('type', [rest, file]),
  limits,
  /** says what would be written and writes nothing */
  dry_run: z.boolean().default(true),
})
export type SinkSettings = z.output<typeof sink>

const document = z.strictObject({
  sinks: z
    .array(sink)
    .refine(
      (all) => new Set(all.map(({ kind }) => kind)).size === all.length,
      'a kind is carried out by one sink',
    )
    .refine(
      (all) => all.every(({ kind, to }) => kind === 'restock' || to.type !== 'file'),
      'a file is for orders: a price wants a place that has one',
    ),
})

/** @internal exported for the tests */
export function sinksIn(read: unknown): readonly SinkSettings[] {
  return document.parse(read).sinks
}

/** Where approved suggestions are carried out; none without a file. */
export function readSinks(path: string | null): readonly SinkSettings[] {
  return path === null ? [] : readYaml(path, document).sinks
}
