import type { AskFault } from '../../src/ask/fault.ts'
import type { Usage } from '../../src/command.ts'
import type { NameFault } from '../../src/metrics/read/fault.ts'
import type { FaultWords } from '../../src/report/words/faults.ts'

/** A fault of a name or of a sentence, as a command answers it. */
export function asUsage(
  {
    fault,
    didYouMean,
    options,
  }: {
    readonly fault: NameFault | AskFault
    readonly didYouMean?: string
    readonly options?: readonly string[]
  },
  said: FaultWords,
): Usage {
  return {
    kind: 'usage',
    because: said.fault(fault),
    ...(didYouMean !== undefined && { didYouMean }),
    ...(options !== undefined && { options }),
  }
}
