import type { Context } from '../../src/context.ts'
import { keptABuild } from '../../src/facts/kept-a-build.ts'
import { judged } from '../../src/facts/merchant/judged.ts'
import { readHistories } from '../../src/facts/merchant/read-histories.ts'
import { type MerchantSettings, readMerchantSettings } from '../../src/facts/merchant/settings.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { dayOf } from '../../src/lib/days.ts'
import type { AtRisk } from '../../src/models/churn/churn.ts'
import type { JudgedMerchant } from '../../src/models/merchant/judge-merchants.ts'
import type { AsOf } from '../../src/models/wholeness/whole-day.ts'
import { inThread } from '../../src/threads/worker-pool.ts'

export interface Merchants {
  readonly known: AsOf
  readonly settings: MerchantSettings
  /** the largest first */
  readonly judged: readonly JudgedMerchant[]
  /** by id; null where too few have left to learn from */
  readonly risks: ReadonlyMap<string, AtRisk> | null
}

/** Every merchant beside its peers as of the last whole day; null before there is one. */
export async function judgedMerchants(ctx: Context): Promise<Merchants | null> {
  const { lake, clock, config } = ctx
  const known = await asOf(ctx, dayOf(clock.now(), config.shop.zone))
  if (!known) return null
  const settings = readMerchantSettings(config.merchantsFile)
  const [all, found] = await Promise.all([
    judged(ctx, { day: known.day, settings }),
    keptABuild(ctx.state, { name: 'churn', of: known.day }, async () =>
      inThread({ name: 'churn', task: await readHistories(lake, known.day) }),
    ),
  ])
  return {
    known,
    settings,
    judged: all,
    risks: 'kind' in found ? null : new Map(found.map((one) => [one.id, one])),
  }
}
