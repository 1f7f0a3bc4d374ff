import type { RestockAdvice } from '../../src/advice/restock/restock.ts'
import type { RestockAction } from '../../src/advice/restock/restock-facts.ts'
import type { Suggestion } from '../../src/advice/suggestions/suggestion.ts'
import type { ProductRow } from '../../src/facts/restock/assortment.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import type { OfProduct } from '../../src/ledger/save.ts'
import { sayRange } from '../../src/ledger/say.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { oneLine, plural } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { proposal } from './purchase-proposal.ts'

interface Advised {
  readonly product: ProductRow
  readonly advice: RestockAdvice
}

/** An order with what the ledger knows of it; null beyond those that are shown. */
export interface Order extends Omit<OfProduct, 'suggestion' | 'product'> {
  readonly product: ProductRow
  readonly suggestion: Suggestion<RestockAction>
  readonly kept: StoredSuggestion | null
}

interface About {
  readonly advised: readonly Advised[]
  readonly whom: string
  readonly locale: Locale
  readonly now: Date
  readonly budgetCents: number | null
  /** orders the budget does not reach */
  readonly without: number
  /** the question again, for the buttons */
  readonly asked: string
  readonly asking: number | null
  readonly confirmAbove: number
}

const MISSING = {
  stock: 'stock levels (on hand) are not delivered by any feed',
  'negative-stock': 'its stock on hand is negative: count it, then ask again',
  'lead-time': 'neither five deliveries nor a stated lead time are known',
  demand: 'no ordinary day in stock was seen in the last 90 days',
} as const
export const SHOWN = 10
const WITH_BUTTONS = 3

function proposalOf(
  orders: readonly Order[],
  { advised, locale }: Pick<About, 'advised' | 'locale'>,
): { name: string; title: string; content: string } {
  const unweighed = advised.flatMap(({ product, advice }) =>
    advice.kind === 'unpriced'
      ? [{ product, action: advice.state, why: [`its ${advice.missing} is not known`], kept: null }]
      : [],
  )
  const weighed = orders.map(({ suggestion: { action, why }, product, kept }) => ({
    product,
    action,
    why,
    kept,
  }))
  return {
    name: `purchase-proposal-${asOfStock(advised)}.csv`,
    title: 'Purchase proposal',
    content: proposal([...weighed, ...unweighed], locale.currency),
  }
}

export function sayEnough(advised: readonly Advised[], whom: string, locale: Locale): Message {
  const enough = advised.flatMap(({ advice }) => (advice.kind === 'enough' ? [advice.state] : []))
  const isDue = advised.some(({ advice }) => advice.kind === 'unpriced')
  const text = isDue
    ? `Orders are due for ${whom}, but none can be weighed.`
    : enough.length > 0
      ? `Nothing to order for ${whom}. ${sayPositions(enough)}`
      : `No advice for ${whom}.`
  const gaps = gapsOf(advised)
  return {
    text: [text, ...gaps].join(' '),
    blocks: [
      { kind: 'text', spans: [text, ...gaps].join('\n') },
      { kind: 'context', spans: sourceOf(advised) },
    ],
    ...(isDue && { files: [proposalOf([], { advised, locale })] }),
  }
}

export function sayOrders(orders: readonly Order[], about: About): Message {
  const { advised, whom, locale, budgetCents, without } = about
  const total = sumOf(orders, ({ suggestion }) => suggestion.cost.cents)
  const limit =
    budgetCents === null
      ? ''
      : ` Budget ${locale.money(budgetCents)}: ${without === 0 ? 'all are within it' : `${plural(without, 'order')} left for later, those that save least for their money`}.`
  const text = `${plural(orders.length, 'product')} to order for ${whom}, ${locale.money(total)} at cost.${limit}`
  const shown = orders.slice(0, SHOWN)
  return {
    text,
    blocks: [
      { kind: 'header', text: `Restock advice for ${whom}` },
      { kind: 'text', spans: [text, ...gapsOf(advised)].join('\n') },
      {
        kind: 'table',
        caption: `The ${shown.length} most urgent of ${orders.length}; waiting a week costs, with 80 % interval`,
        columns: [
          { label: 'No.', align: 'right' },
          { label: 'Product' },
          { label: 'Order', align: 'right' },
          { label: 'On hand', align: 'right' },
          { label: 'Cover, days', align: 'right' },
          { label: 'Lasts until' },
          { label: 'P(stock-out)', align: 'right' },
          { label: 'Waiting costs', align: 'right' },
          { label: 'State' },
        ],
        rows: shown.map((order) => row(order, about)),
      },
      ...shown.slice(0, WITH_BUTTONS).flatMap((order) => buttonsOf(order, about)),
      { kind: 'context', spans: sourceOf(advised) },
    ],
    files: [proposalOf(orders, about)],
  }
}

function buttonsOf({ suggestion, product, kept }: Order, about: About): Block[] {
  if (!kept) return []
  const { action, why } = suggestion
  const line = `Order ${action.order} of ${suggestion.subject} ${oneLine(product.title, 40)}: ${why.slice(0, 3).join('; ')}.`
  return [{ kind: 'text', spans: line }, ...decisionBlocks(kept, about)]
}

function gapsOf(advised: readonly Advised[]): string[] {
  const missing = advised.flatMap(({ advice }) => {
    if (advice.kind === 'unknown') return [MISSING[advice.missing]]
    if (advice.kind === 'too-short')
      return [`fewer than ${advice.need} ordinary days in stock are known of the last 90`]
    return []
  })
  return [
    ...countEach(missing).map(([why, times]) => `${plural(times, 'product')} cannot be judged: ${why}.`),
    ...unsure(advised),
    ...unpriced(advised),
  ]
}

function unsure(advised: readonly Advised[]): string[] {
  const chances = advised.flatMap(({ advice }) => (advice.kind === 'not-sure' ? [advice.sure] : []))
  if (chances.length === 0) return []
  const best = Math.floor(100 * Math.max(...chances))
  return [
    `${plural(chances.length, 'product')} would be ordered, but all of it is sold in 90 days with ${best} % chance at most: less sure than /actions confidence asks for.`,
  ]
}

const NAMED = 5

/** Due all the same: said with its pieces, without a figure in money. */
function unpriced(advised: readonly Advised[]): string[] {
  return (['cost', 'price'] as const).flatMap((missing) => {
    const due = advised.flatMap(({ product, advice }) =>
      advice.kind === 'unpriced' && advice.missing === missing
        ? [`${advice.state.order} of ${product.product_id} ${oneLine(product.title, 30)}`]
        : [],
    )
    if (due.length === 0) return []
    const more = due.length > NAMED ? ` and ${due.length - NAMED} more` : ''
    return [
      `${plural(due.length, 'product')} should be ordered too, but the ${missing} is not known, so what waiting costs cannot be told: ${due.slice(0, NAMED).join(', ')}${more}.`,
    ]
  })
}

function asOfStock(advised: readonly Advised[]): string {
  return advised.map(({ product }) => product.stock_on).reduce((a, b) => (b > a ? b : a), '')
}

function sourceOf(advised: readonly Advised[]): string {
  const asOf = asOfStock(advised)
  return `${asOf ? `Stock of ${asOf}. ` : ''}Demand from ordinary days in stock of the last 90; days that ran short count for more than they sold. Orders are whole packs, rounded up. Nothing is ordered by itself.`
}

/** How often each reason is given, in the order of the first. */
function countEach(reasons: readonly string[]): [string, number][] {
  return [...new Set(reasons)].map((one) => [one, reasons.filter((other) => other === one).length])
}

function sayPositions(states: readonly RestockAction[]): string {
  const [only] = states
  if (states.length !== 1 || !only)
    return `${plural(states.length, 'product')} stand above their reorder points.`
  const lasts = only.stockOutOn ? `, lasts until about ${only.stockOutOn}` : ''
  return `${only.onHand} on hand${lasts}; position ${only.position}, reorder point ${only.reorderPoint}, ${Math.round(100 * only.chanceOfStockOut)} % chance to run out before a later order would come.`
}

function row({ suggestion, product, kept }: Order, about: About): string[] {
  const { subject, action } = suggestion
  return [
    kept ? `${kept.id}` : '',
    `${subject} ${oneLine(product.title, 40)}`,
    `${action.order}`,
    `${action.onHand}`,
    action.coverDays === null ? 'no sales' : action.coverDays.toFixed(1),
    action.stockOutOn ?? 'no sales',
    `${Math.round(100 * action.chanceOfStockOut)} %`,
    sayRange(suggestion.gain, about.locale.money, about.locale),
    kept ? statusLabel(kept, about) : '',
  ]
}
