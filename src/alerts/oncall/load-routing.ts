import type { State } from '../../state/database/state.ts'
import { onCallSwaps } from '../../state/oncall-swaps.ts'
import { readRouting } from '../routing/read.ts'
import { NO_ROUTING, type Routing, withSwaps } from '../routing/routing.ts'

interface File {
  readonly alertsFile: string | null
  readonly shop: { readonly zone: string }
}

/** The alerts file as it is now, with what people have swapped since; throws what is wrong with the file. */
export async function loadRouting(state: Pick<State, 'read'>, config: File): Promise<Routing> {
  return withSwaps(readRouting(config.alertsFile, config.shop.zone), await onCallSwaps(state))
}

/** A file that is wrong must not keep alerts back: they go where they went without one. */
export async function routingOrNone(
  state: Pick<State, 'read'>,
  config: File,
  onFault: (error: unknown) => void,
): Promise<Routing> {
  try {
    return await loadRouting(state, config)
  } catch (error) {
    onFault(error)
    return NO_ROUTING
  }
}
