import type { PriceAnswer } from '../../src/advice/price/price-task.ts'
import type { PriceRead } from '../../src/facts/price/price-table.ts'
import { keyOf } from '../../src/facts/restock/assortment.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { sayDoing, sayRange } from '../../src/ledger/say.ts'
import { oneLine, plural, showChange } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'

interface About {
  readonly read: PriceRead
  readonly subject: string
  readonly asOf: string
  readonly locale: Locale
  readonly minConfidence: number
  /** what the ledger knows of them, by platform and product */
  readonly kept: ReadonlyMap<string, StoredSuggestion>
  /** the question again, for the buttons */
  readonly asked: string
  readonly asking: number | null
  readonly confirmAbove: number
  readonly now: Date
}

const WITH_BUTTONS = 3

type Keep = keyof PriceAnswer['keeps']

const KEEP: Readonly<Record<Exclude<Keep, 'not-sure'>, string>> = {
  'no-cost': 'its cost is not known, so no profit can be reckoned',
  'no-sales': 'it sold nothing on ordinary days in stock of the last 90 days',
  'no-stock': 'there is nothing left to sell, on hand or on its way',
  'changed-lately': 'its price changed less than two weeks ago: let it show what it does',
  'no-better': 'no allowed price point promises more profit',
  'too-small': 'the gain would be too small to matter',
}

export function sayPrices(answer: PriceAnswer, about: About): Message {
  const { changes, changeCount } = answer
  const source = `Data to ${about.asOf}, from paid prices and units of 26 weeks. An association: no price test was run; /experiment plan sets one up. Nothing is changed in the shop.`
  if (changeCount === 0) {
    const text = `Keep the price of ${about.subject}: ${reasons(answer, about)}.`
    return {
      text,
      blocks: [
        { kind: 'text', spans: text },
        { kind: 'context', spans: source },
      ],
    }
  }
  const kept = about.read.names.length - changeCount
  const text = `${plural(changeCount, 'price change')} for ${about.subject}; ${plural(kept, 'product')} better kept as they are.`
  const [only] = changes
  return {
    text,
    blocks: [
      { kind: 'header', text: `Price advice for ${about.subject}` },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: `Best ${changes.length} of ${changeCount}, median gain over 30 days with 80 % interval`,
        columns: [
          { label: 'No.', align: 'right' },
          { label: 'Product' },
          { label: 'Now', align: 'right' },
          { label: 'Better', align: 'right' },
          { label: 'Gain', align: 'right' },
          { label: 'Elasticity', align: 'right' },
          { label: 'P(gain)', align: 'right' },
          { label: 'State' },
        ],
        rows: changes.map((change) => row(change, about)),
      },
      ...(changeCount === 1 && only
        ? [
            {
              kind: 'text' as const,
              spans: `Because of ${only.suggestion.why.join('; ')}. ${only.suggestion.risk.words} Holds until ${only.suggestion.validUntil}.`,
            },
          ]
        : []),
      ...changes.slice(0, WITH_BUTTONS).flatMap((change) => buttonsOf(change, about)),
      { kind: 'context', spans: source },
    ],
  }
}

type Change = PriceAnswer['changes'][number]

const keptOf = ({ index }: Change, { read, kept }: About) => {
  const product = read.names[index]
  return product && kept.get(keyOf(product))
}

function buttonsOf(change: Change, about: About): Block[] {
  const kept = keptOf(change, about)
  if (!kept) return []
  return [
    { kind: 'text', spans: `No. ${kept.id}: ${sayDoing(kept, about.locale)}` },
    ...decisionBlocks(kept, about),
  ]
}

function row(change: Change, about: About): string[] {
  const { subject, action, risk } = change.suggestion
  const { read, locale } = about
  const kept = keptOf(change, about)
  const { money } = locale
  const { fromCents, toCents, elasticity, elasticityLow, elasticityHigh } = action
  return [
    kept ? `${kept.id}` : '',
    `${subject} ${oneLine(read.names[change.index]?.title ?? '', 40)}`,
    money(fromCents),
    `${money(toCents)} (${showChange(toCents / fromCents - 1)})`,
    sayRange(change.suggestion.gain, money, locale),
    `${elasticity.toFixed(1)} (${elasticityLow.toFixed(1)} to ${elasticityHigh.toFixed(1)})`,
    `${Math.round(100 * (1 - risk.ofLoss))} %`,
    kept ? statusLabel(kept, about) : 'not sure enough to be kept',
  ]
}

function reasons({ keeps, unpriced }: PriceAnswer, { minConfidence }: About): string {
  const counts = Object.entries(keeps).map(([because, times]): [string, number] => [
    because in KEEP
      ? KEEP[because as keyof typeof KEEP]
      : `no price point raises profit with more than ${Math.round(1000 * minConfidence) / 10} % probability`,
    times,
  ])
  if (unpriced > 0) counts.push(['its price is not known', unpriced])
  const [only] = counts
  if (counts.length === 1 && only?.[1] === 1) return only[0]
  return counts.map(([reason, times]) => `${plural(times, 'product')}: ${reason}`).join('; ')
}
