import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { bestFirst } from '../../src/ledger/rank.ts'
import { sayDoing, sayGain } from '../../src/ledger/say.ts'
import { showMoney } from '../../src/lib/money.ts'
import type { Block } from '../../src/messages/message.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'

const SHOWN = 10
const WITH_BUTTONS = 3

/** The offers the ledger knows of, the best first, to be decided below the pairs they are made of. */
export function bundleBlocks(
  kept: readonly StoredSuggestion[],
  about: {
    readonly asked: string
    readonly asking: number | null
    readonly confirmAbove: number
    readonly now: Date
    readonly currency: string
  },
): Block[] {
  const current = kept.filter(({ status }) => status !== 'superseded')
  if (current.length === 0) return []
  const money = (cents: number) => showMoney(cents, about.currency)
  const best = bestFirst(current).slice(0, SHOWN)
  return [
    {
      kind: 'table',
      caption: `Offers: the best ${best.length} of ${current.length}, gain over 30 days with 80 % interval`,
      columns: [
        { label: 'No.', align: 'right' },
        { label: 'Offer' },
        { label: 'Gain', align: 'right' },
        { label: 'State' },
      ],
      rows: best.map((one) => [
        `${one.id}`,
        sayDoing(one, about.currency),
        sayGain(one, money),
        statusLabel(one, about),
      ]),
    },
    ...best
      .slice(0, WITH_BUTTONS)
      .flatMap((one): Block[] => [
        { kind: 'text', spans: `No. ${one.id}: ${sayDoing(one, about.currency)}. Because ${one.why}.` },
        ...decisionBlocks(one, about),
      ]),
  ]
}
