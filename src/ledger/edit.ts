import { minorDigits, showMoney } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'

/** What of a suggestion a person may set: how it is asked for, what is suggested, and what a typed value makes of it. */
export interface Editable {
  readonly label: string
  readonly initial: string
  /** the changed field of the action, or what is wrong with the value */
  edited(value: number): Readonly<Record<string, number>> | string
}

export function editable({ kind, subject, action }: StoredSuggestion, currency: string): Editable {
  const number = (name: string) => numberIn(action, name)
  const digits = minorDigits(currency)
  const about = oneLine(subject, 60)
  const shown = (cents: number) => (cents / 10 ** digits).toFixed(digits)
  const centsOf = (value: number) => Math.round(value * 10 ** digits)
  const money = (cents: number) => showMoney(cents, currency)
  switch (kind) {
    case 'restock':
      return {
        label: `Pieces to order for ${about}`,
        initial: `${number('order') ?? 0}`,
        edited: (value) => orderOf({ pack: number('packSize') ?? 1, least: number('moq') ?? 1 }, value),
      }
    case 'bundle': {
      const apart = number('pairCents') ?? 0
      return {
        label: `Price of both together in ${currency} for ${about}`,
        initial: shown(apart),
        edited: (value) =>
          centsOf(value) > apart || centsOf(value) < apart / 2
            ? `Both cost ${money(apart)} apart: a pair is from half of that up to it.`
            : { pairCents: centsOf(value) },
      }
    }
    case 'campaign':
      return {
        label: `What all contacts cost in ${currency} for ${about}`,
        initial: shown(number('costCents') ?? 0),
        edited: (value) => ({ costCents: centsOf(value) }),
      }
    case 'experiment':
      return {
        label: `Percent of shoppers to give it for ${about}`,
        initial: `${number('rolloutPercent') ?? 100}`,
        edited: (value) =>
          value > 100 ? 'It is given to 100 % of shoppers at most.' : { rolloutPercent: value },
      }
    default: {
      const from = number('fromCents')
      return {
        label: `Price in ${currency} for ${about}`,
        initial: shown(number('toCents') ?? 0),
        edited: (value) =>
          from !== null && (centsOf(value) > 3 * from || centsOf(value) < from / 3)
            ? `${money(centsOf(value))} is far from today's ${money(from)}: is that the price of one piece?`
            : { toCents: centsOf(value) },
      }
    }
  }
}

function orderOf(
  { pack, least }: { readonly pack: number; readonly least: number },
  quantity: number,
): { readonly order: number } | string {
  if (!Number.isInteger(quantity)) return 'An order is a whole number of pieces.'
  if (quantity % pack !== 0)
    return `It comes in packs of ${pack}: ${Math.floor(quantity / pack) * pack || pack} or ${Math.ceil(quantity / pack) * pack} can be ordered.`
  if (quantity < least) return `The supplier's minimum is ${least}.`
  return { order: quantity }
}

function numberIn(action: unknown, field: string): number | null {
  if (typeof action !== 'object' || action === null) return null
  const value: unknown = Reflect.get(action, field)
  return typeof value === 'number' ? value : null
}
