import { z } from 'zod'
import { oneLine } from '../lib/text.ts'
import { kept, type SuggestionKind } from './kind.ts'
import { around } from './words.ts'

const action = z.object({
  ...kept,
  experiment: z.string(),
  arm: z.string(),
  verdict: z.enum(['ship', 'roll back']),
  /** how many of all customers are to get the arm */
  rolloutPercent: z.number(),
})

/** The verdict of an experiment: ship an arm, or roll it back. */
export const experiment: SuggestionKind<z.output<typeof action>> = {
  kind: 'experiment',
  action,
  dueDays: 7,
  rule: () => 'experiment',
  say: {
    gains: ({ words }) => words.kinds.experiment.gains,
    risk: ({ words }) => words.kinds.experiment.risk,
    doing({ verdict, arm, experiment: of }, { locale: { words } }) {
      const { ship, rollBack } = words.kinds.experiment
      return around((verdict === 'ship' ? ship : rollBack)(oneLine(of, 60)), arm)
    },
    brief({ verdict, arm, experiment: of }, { locale: { words } }) {
      const { briefShip, briefRollBack } = words.kinds.experiment
      return (verdict === 'ship' ? briefShip : briefRollBack)(oneLine(arm, 20), oneLine(of, 30))
    },
    setting: ({ rolloutPercent }, { words }) => words.kinds.experiment.setting(rolloutPercent),
    unknownGain: () => null,
  },
  editable({ rolloutPercent }, { about, locale: { words } }) {
    const { label, allowed, wanted, atMost } = words.kinds.experiment
    return {
      label: label(about),
      initial: `${rolloutPercent}`,
      allowed,
      isMoney: false,
      wanted,
      edited: (value) => (value > 100 ? atMost : { rolloutPercent: value }),
    }
  },
  // with everybody on one arm nobody is left to compare with; the test itself is the measure
  measure: async () => ({ kind: 'inconclusive', because: 'no control left' }),
  subjects: () => ({ products: [], merchants: [] }),
}
