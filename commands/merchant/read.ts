import type { Context } from '../../src/context.ts'
import { readMerchants } from '../../src/facts/merchant/read-merchants.ts'
import { type MerchantSettings, readMerchantSettings } from '../../src/facts/merchant/settings.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { dayOf } from '../../src/lib/days.ts'
import { type JudgedMerchant, judgeMerchants } from '../../src/models/merchant/judge-merchants.ts'
import type { AsOf } from '../../src/models/wholeness/whole-day.ts'

export interface Merchants {
  readonly known: AsOf
  readonly settings: MerchantSettings
  /** the largest first */
  readonly judged: readonly JudgedMerchant[]
}

/** Every merchant beside its peers as of the last whole day; null before there is one. */
export async function judgedMerchants(ctx: Context): Promise<Merchants | null> {
  const { lake, clock, config } = ctx
  const known = await asOf(ctx, dayOf(clock.now(), config.shop.zone))
  if (!known) return null
  const settings = readMerchantSettings(config.merchantsFile)
  return { known, settings, judged: judgeMerchants(await readMerchants(lake, known.day), settings) }
}
