import { z } from 'zod'
import { inRuns, iso } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** A shopper by platform and keyed hash. */
export interface ErasedShopper {
  readonly platform: string
  readonly shopper: string
}

const stored = z.array(z.object({ platform: z.string(), shopper: z.string() }))

export async function erasedShoppers(state: Pick<State, 'read'>): Promise<ErasedShopper[]> {
  return stored.parse(await state.read('erased_shopper').select('platform', 'shopper'))
}

/** Remembers whom to leave out from now on, and takes them out of the lists of campaigns. */
export async function eraseShoppers(trx: Trx, shoppers: readonly ErasedShopper[]): Promise<void> {
  for (const some of inRuns(shoppers)) {
    const rows = some.map(({ platform, shopper }) => ({ platform, shopper, erased_at: iso(new Date()) }))
    await trx('erased_shopper').insert(rows).onConflict().ignore()
    await trx('campaign_member')
      .whereIn(
        'member',
        some.map(({ platform, shopper }) => `${platform}/${shopper}`),
      )
      .delete()
  }
}
