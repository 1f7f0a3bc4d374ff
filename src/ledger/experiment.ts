import { z } from 'zod'
import { oneLine } from '../lib/text.ts'
import { kept, type SuggestionKind } from './kind.ts'
import { bold } from './words.ts'

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
  rule: () => 'experiment',
  say: {
    gains: 'brings',
    risk: 'risk of a loss',
    doing: ({ verdict, arm, experiment: of }) => [
      verdict === 'ship' ? 'Ship ' : 'Roll back ',
      bold(arm),
      ` of ${oneLine(of, 60)}`,
    ],
    brief: ({ verdict, arm, experiment: of }) => `${verdict} ${oneLine(arm, 20)} of ${oneLine(of, 30)}`,
    setting: ({ rolloutPercent }) => `${rolloutPercent} % of customers`,
    unknownGain: () => null,
  },
  editable: ({ rolloutPercent }, { about }) => ({
    label: `Percent of customers to give it for ${about}`,
    initial: `${rolloutPercent}`,
    allowed: 'above 0 up to 100',
    wanted: 'share',
    edited: (value) =>
      value > 100 ? 'It is given to 100 % of customers at most.' : { rolloutPercent: value },
  }),
  // with everybody on one arm nobody is left to compare with; the test itself is the measure
  measure: async () => ({ kind: 'inconclusive', because: 'no control left' }),
  subjects: () => ({ products: [], merchants: [] }),
}
