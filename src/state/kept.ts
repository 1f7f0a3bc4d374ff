import type { State } from './database/state.ts'
import { saveSetting, setting } from './settings.ts'

/** What sources keep beside where they stand, such as a token that takes the place of another: never logged, never shown. */
export function keptOf(state: Pick<State, 'read' | 'transaction'>) {
  return {
    read: (name: string) => setting(state, name),
    save: (name: string, value: string) => state.transaction((trx) => saveSetting(trx, name, value)),
  }
}
