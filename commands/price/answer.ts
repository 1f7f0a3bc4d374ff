import type { PriceAnswer } from '../../src/advice/price/price-task.ts'
import type { PriceRead } from '../../src/facts/price/price-table.ts'
import { keyOf } from '../../src/facts/restock/assortment.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { sayDoing, sayRange } from '../../src/ledger/say.ts'
import { oneLine } from '../../src/lib/text.ts'
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

export function sayPrices(answer: PriceAnswer, about: About): Message {
  const { changes, changeCount } = answer
  const { price, actions } = about.locale.words
  const { columns } = price
  const source = price.source(about.asOf)
  if (changeCount === 0) {
    const text = price.keep(about.subject, reasons(answer, about))
    return {
      text,
      blocks: [
        { kind: 'text', spans: text },
        { kind: 'context', spans: source },
      ],
    }
  }
  const kept = about.read.names.length - changeCount
  const text = price.summary(changeCount, about.subject, kept)
  const [only] = changes
  return {
    text,
    blocks: [
      { kind: 'header', text: price.title(about.subject) },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: price.caption(changes.length, changeCount),
        columns: [
          { label: actions.columns.no, align: 'right' },
          { label: columns.product },
          { label: columns.now, align: 'right' },
          { label: columns.better, align: 'right' },
          { label: columns.gain, align: 'right' },
          { label: columns.elasticity, align: 'right' },
          { label: columns.chance, align: 'right' },
          { label: columns.status },
        ],
        rows: changes.map((change) => row(change, about)),
      },
      ...(changeCount === 1 && only
        ? [
            {
              kind: 'text' as const,
              spans: because(only, about.locale),
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
    { kind: 'text', spans: about.locale.words.actions.item(kept.id, sayDoing(kept, about.locale)) },
    ...decisionBlocks(kept, about),
  ]
}

function row(change: Change, about: About): string[] {
  const { subject, action, risk } = change.suggestion
  const { read, locale } = about
  const kept = keptOf(change, about)
  const { price, number, words } = locale
  const { fromCents, toCents, elasticity, elasticityLow, elasticityHigh } = action
  return [
    kept ? `${kept.id}` : '',
    `${subject} ${oneLine(read.names[change.index]?.title ?? '', 40)}`,
    price(fromCents),
    `${price(toCents)} (${locale.change(toCents / fromCents - 1)})`,
    sayRange(change.suggestion.gain, locale),
    words.suggestions.range(number(elasticity, 1), number(elasticityLow, 1), number(elasticityHigh, 1)),
    locale.percent(1 - risk.ofLoss, 0),
    kept ? statusLabel(kept, about) : words.price.notKept,
  ]
}

/** In English as the rule says it, in another language from what its action holds. */
function because({ suggestion }: Change, { words }: Locale): string {
  const { why, risk, action, validUntil } = suggestion
  const said = words.kinds.price.why(action.elasticity) ?? why.join('; ')
  return words.price.because(said, risk.words, validUntil)
}

function reasons({ keeps, unpriced }: PriceAnswer, { minConfidence, locale }: About): string {
  const { price } = locale.words
  const share = locale.percent(minConfidence, Number.isInteger(100 * minConfidence) ? 0 : 1)
  const because = { ...price.keeps, 'not-sure': price.notSure(share) }
  const counts = Object.entries({ ...keeps, unpriced }).filter(([, times]) => times > 0)
  const said = counts.map(([reason, times]) => ({ reason: because[reason as keyof typeof because], times }))
  const [only] = said
  if (said.length === 1 && only?.times === 1) return only.reason
  return price.reasons(said.map(({ reason, times }) => price.ofProducts(times, reason)))
}
