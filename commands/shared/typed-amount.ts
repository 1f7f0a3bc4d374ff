import type { Usage } from '../../src/command.ts'
import { amountFrom } from '../../src/lib/amount.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { FaultWords } from '../../src/report/words/faults.ts'

/** A typed sum in the main unit, or a question where it may be either of two; null when it is none. */
export function typedAmount(
  typed: string,
  { said, currency }: { readonly said: FaultWords; readonly currency: string | null },
): number | Usage | null {
  const read = amountFrom(typed, currency)
  if (read.kind === 'amount') return read.value
  if (read.kind === 'none') return null
  return { kind: 'usage', because: said.twoAmounts(oneLine(typed, 30), read.readings), asksBack: true }
}
