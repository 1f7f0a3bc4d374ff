import { setTimeout as pause } from 'node:timers/promises'
import type { State } from '../../../src/state/database/state.ts'

/** Works the outbox until nothing is left that may still go. */
export async function settled(state: State, one: { all(): Promise<unknown> }): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await one.all()
    const left = await state
      .read('outbox')
      .whereRaw('posted_revision < revision')
      .whereNull('dead_at')
      .first('id')
    if (!left) return
    await pause(25)
  }
  throw new Error('the outbox does not settle')
}
