import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { bestFirst } from '../../src/ledger/rank.ts'
import { sayDoing, sayGain } from '../../src/ledger/say.ts'
import type { Block } from '../../src/messages/message.ts'
import type { Locale } from '../../src/report/words/locale.ts'
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
    readonly locale: Locale
  },
): Block[] {
  const current = kept.filter(({ status }) => status !== 'superseded')
  if (current.length === 0) return []
  const { locale } = about
  const { recommend } = locale.words
  const { number, offer, gain, status } = recommend.offerColumns
  const best = bestFirst(current).slice(0, SHOWN)
  return [
    {
      kind: 'table',
      caption: recommend.offers(best.length, current.length),
      columns: [
        { label: number, align: 'right' },
        { label: offer },
        { label: gain, align: 'right' },
        { label: status },
      ],
      rows: best.map((one) => [
        `${one.id}`,
        sayDoing(one, locale),
        sayGain(one, locale),
        statusLabel(one, about),
      ]),
    },
    ...best
      .slice(0, WITH_BUTTONS)
      .flatMap((one): Block[] => [
        { kind: 'text', spans: recommend.offer(one.id, sayDoing(one, locale), one.why) },
        ...decisionBlocks(one, about),
      ]),
  ]
}
