import { acceptFor, takeBackFor } from '../../src/alerts/life/for-alert.ts'
import type { Context } from '../../src/context.ts'
import type { Decider } from '../../src/ledger/decide.ts'
import { sayDoing } from '../../src/ledger/say.ts'
import type { Trx } from '../../src/state/database/state.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { alertChannel } from './alert-channel.ts'

type Then = (trx: Trx, suggestion: StoredSuggestion) => Promise<unknown>
type Parts = Pick<Context, 'config' | 'deliver'>
type By = Decider & { readonly at: Date }

/** What an approval does besides: it is kept with the alert it was made for. Nothing where it was for none. */
export function keptWith(ctx: Parts, alertId: string | null, { userId, name, at }: By): Then | undefined {
  if (alertId === null) return undefined
  return (trx, suggestion) =>
    acceptFor(
      trx,
      alertId,
      {
        ...{ suggestionId: suggestion.id, who: userId, name, at },
        doing: (locale) => sayDoing(suggestion, locale),
      },
      alertChannel(ctx),
    )
}

/** What an undo does besides: it is kept with no alert any more. */
export function takenFrom(ctx: Parts, { userId, name, at }: By): Then {
  return (trx, { id }) => takeBackFor(trx, { suggestionId: id, who: userId, name, at }, alertChannel(ctx))
}
