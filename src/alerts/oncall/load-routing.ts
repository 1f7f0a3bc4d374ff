import type { State } from '../../state/database/state.ts'
import { onCallCalendars } from '../../state/oncall-calendars.ts'
import { onCallSwaps } from '../../state/oncall-swaps.ts'
import { allSilences } from '../../state/silences.ts'
import { matcherFrom } from '../routing/matchers.ts'
import { readRouting } from '../routing/read.ts'
import { NO_ROUTING, type Routing, withShifts, withSwaps } from '../routing/routing.ts'

interface File {
  readonly alertsFile: string | null
  readonly shop: { readonly zone: string }
}

/** The alerts file as it is now, with what people have swapped since; throws what is wrong with the file. */
export async function loadRouting(state: Pick<State, 'read'>, config: File): Promise<Routing> {
  return withPeople(state, readRouting(config.alertsFile, config.shop.zone))
}

/** With the turns that people have swapped and the silences they have made. */
async function withPeople(state: Pick<State, 'read'>, file: Routing): Promise<Routing> {
  const shifts = withShifts(file, await onCallCalendars(state))
  const routing = withSwaps(shifts, await onCallSwaps(state))
  const typed = (await allSilences(state)).map(({ number, matchers, until, comment }) => ({
    ...{ number, until, comment },
    matchers: matchers.flatMap((one) => matcherFrom(one) ?? []),
  }))
  // one that cannot be read any more silences nothing, not everything
  return { ...routing, silences: [...routing.silences, ...typed.filter((one) => one.matchers.length > 0)] }
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
    return withPeople(state, NO_ROUTING)
  }
}
