import type { Usage } from '../../src/command.ts'
import { oneLine } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'

export type OnCallQuestion =
  | { readonly kind: 'show' }
  | {
      readonly kind: 'swap'
      readonly schedule: string
      readonly who: string
      /** as typed; '' is now */
      readonly from: string
      readonly until: string
    }

const SWAP = /^swap\s+(\S+)\s+(<[^>]+>|\S+)\s+(?:from\s+)?(.*?)\s*\b(?:until|till|to)\s+(.+)$/i
const EXAMPLE = 'swap shop @ben until tomorrow 09:00'

/** Nothing shows all schedules; `swap shop @ben from 2026-12-01 09:00 until 2026-12-02 09:00` gives a time to somebody. */
export function parseOnCall(text: string, said: FaultWords = ENGLISH_FAULTS): OnCallQuestion | Usage {
  const typed = text.trim()
  if (typed === '' || /^(now|show|list)$/i.test(typed)) return { kind: 'show' }
  const [, schedule, who, from = '', until] = SWAP.exec(typed) ?? []
  if (schedule !== undefined && who !== undefined && until !== undefined)
    return { kind: 'swap', schedule, who, from: from.trim(), until }
  return { kind: 'usage', because: said.alerts.notOnCall(oneLine(typed, 60)), didYouMean: EXAMPLE }
}
