import { z } from 'zod'
import { shareFrom } from '../../lib/share.ts'
import { HEALTH_WEIGHTS, type HealthWeights } from '../../models/merchant/health.ts'
import { SERVICE_LEVELS, type ServiceLevels } from '../../models/merchant/service-levels.ts'
import { type FileFault, locate, parsed } from '../../settings/located.ts'
import { textOf, wrongIn } from '../../settings/read.ts'

/** What a shop says of its merchants: what is agreed with them, what counts for their health, and whose they are. */
export interface MerchantSettings {
  readonly levels: ServiceLevels
  readonly weights: HealthWeights
  /** merchant id -> who looks after it */
  readonly owners: Readonly<Record<string, string>>
  /** merchant id -> the Slack id of who looks after it, where the file has it: they are told */
  readonly ownerIds: Readonly<Record<string, string>>
  /** merchant id -> the channel that is told when it does not keep a service level */
  readonly channels: Readonly<Record<string, string>>
}

const NO_SETTINGS: MerchantSettings = {
  levels: SERVICE_LEVELS,
  weights: HEALTH_WEIGHTS,
  owners: {},
  ownerIds: {},
  channels: {},
}

const share = z.union([z.string(), z.number()]).transform((typed, ctx) => {
  const found = shareFrom(String(typed))
  if (found !== null) return found
  ctx.addIssue({ code: 'custom', message: 'write a share such as 5%' })
  return z.NEVER
})
const level = z
  .strictObject({ warning: share, breach: share })
  .refine(({ warning, breach }) => warning <= breach, 'the warning comes before the breach')
const weight = z.number({ error: 'write a weight from 0 to 100' }).min(0).max(100)

const file = z.strictObject({
  service_levels: z
    .strictObject({
      late_delivery: level.default(SERVICE_LEVELS.late_delivery),
      cancel_rate: level.default(SERVICE_LEVELS.cancel_rate),
      refund_rate: level.default(SERVICE_LEVELS.refund_rate),
      stock_out: level.default(SERVICE_LEVELS.stock_out),
    })
    .prefault({}),
  health: z
    .strictObject({
      trend: weight.default(HEALTH_WEIGHTS.trend),
      conversion: weight.default(HEALTH_WEIGHTS.conversion),
      cancel_rate: weight.default(HEALTH_WEIGHTS.cancel_rate),
      refund_rate: weight.default(HEALTH_WEIGHTS.refund_rate),
      late_delivery: weight.default(HEALTH_WEIGHTS.late_delivery),
      stock_out: weight.default(HEALTH_WEIGHTS.stock_out),
    })
    .prefault({}),
  owners: z.record(z.string(), z.string().min(1).max(80)).default({}),
  channels: z.record(z.string(), z.string().min(2).max(80)).default({}),
})

/** All faults at once, each with its line. @internal exported for the tests */
export function parseMerchantSettings(
  text: string,
): MerchantSettings | { readonly faults: readonly FileFault[] } {
  const { value, faults, tell } = locate(text)
  const read = faults.length > 0 ? null : parsed(file, value ?? {}, { path: [], tell })
  if (!read) return { faults }
  const { service_levels: levels, health: weights, channels } = read
  const found = Object.entries(read.owners).map(([merchant, typed]) => ({ merchant, ...ownerIn(typed) }))
  const owners = Object.fromEntries(found.map(({ merchant, name }) => [merchant, name]))
  const ownerIds = Object.fromEntries(
    found.flatMap(({ merchant, id }) => (id === null ? [] : [[merchant, id]])),
  )
  return { levels, weights, owners, ownerIds, channels }
}

/** `Ana U024BE7LH`, `Ana`, `<@U024BE7LH>`: the name people read, and the id by which Slack finds them. */
function ownerIn(typed: string): { readonly name: string; readonly id: string | null } {
  const [, name = '', id] = /^(.*?)\s*<?@?([UW][A-Z0-9]{6,})>?$/u.exec(typed.trim()) ?? []
  return id === undefined ? { name: typed, id: null } : { name: name || id, id }
}

/** The file as it is now, so that a change holds from the next question on; throws all that is wrong with it. */
export function readMerchantSettings(path: string | null): MerchantSettings {
  if (path === null) return NO_SETTINGS
  const read = parseMerchantSettings(textOf(path))
  if (!('faults' in read)) return read
  throw wrongIn(path, read.faults)
}
