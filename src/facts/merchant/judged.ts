import type { Lake } from '../../lake/contract/lake.ts'
import type { Day } from '../../lib/days.ts'
import { type JudgedMerchant, judgeMerchants } from '../../models/merchant/judge-merchants.ts'
import type { State } from '../../state/database/state.ts'
import { keptABuild } from '../kept-a-build.ts'
import { readMerchants } from './read-merchants.ts'
import type { MerchantSettings } from './settings.ts'

/** Every merchant beside its peers, the largest first: judged once a build, not at each question. */
export function judged(
  { lake, state }: { readonly lake: Pick<Lake, 'query'>; readonly state: Pick<State, 'read'> },
  { day, settings }: { readonly day: Day; readonly settings: MerchantSettings },
): Promise<readonly JudgedMerchant[]> {
  const { levels, weights } = settings
  return keptABuild(state, { name: 'merchants', of: [day, levels, weights] }, async () =>
    judgeMerchants(await readMerchants(lake, day), settings),
  )
}
