import { type Advised, readAssortment } from '../jobs/assortment.ts'
import { restockAdvice } from '../jobs/restock-advice.ts'
import type { RestockAction, RestockAdvice } from '../src/advice/restock.ts'
import { ranked, type Suggestion } from '../src/advice/suggestion.ts'
import type { Command } from '../src/context.ts'
import { showMoney } from '../src/lib/money.ts'
import { oneLine, plural } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { proposal } from './purchase-proposal.ts'
import { counted, find, isUsage } from './subject.ts'

interface Query {
  readonly kind: 'query'
  readonly subject: string | null
}

const MISSING = {
  stock: 'stock levels (on hand) are not delivered by any feed',
  'lead-time': 'neither deliveries nor stated lead times are known',
  demand: 'no ordinary day in stock was seen in the last 90 days',
} as const
const SHOWN = 10

export const restock: Command<Query> = {
  name: '/restock',
  usage: '/restock [merchant|sku]',
  about: 'What to order now, how many, and what waiting would cost, with a purchase proposal as CSV.',
  examples: ['/restock', '/restock M-007', '/restock SKU-1042'],
  roles: ['viewer', 'operator', 'manager'],
  parse: (text) => ({ kind: 'query', subject: text.trim() || null }),
  async answer(ctx, { subject }) {
    const read = await readAssortment(ctx.lake)
    if (!read) return { text: 'No product has been seen yet: nothing has been collected.', blocks: [] }
    const found = subject === null ? read.products : find(read.products, subject)
    if (isUsage(found)) return found
    const whom = subject === null ? 'the whole shop' : oneLine(subject, 60)
    return say(restockAdvice(read, found), whom, ctx.config.shop.currency)
  },
}

function say(advised: readonly Advised<RestockAdvice>[], whom: string, currency: string): Message {
  const products = new Map(advised.map(({ product, advice }) => [advice, product]))
  const orders = advised.flatMap(({ advice }) => (advice.kind === 'order' ? [advice] : []))
  const missing = advised.flatMap(({ advice }) =>
    advice.kind === 'unknown' ? [MISSING[advice.missing]] : [],
  )
  const asOf = advised
    .map(({ product }) => product.stock_on ?? '')
    .reduce((a, b) => [a, b].toSorted().at(-1) ?? a, '')
  const gaps = counted(missing).map(([why, times]) => `${plural(times, 'product')} cannot be judged: ${why}.`)
  const source = `${asOf ? `Stock of ${asOf}. ` : ''}Demand from ordinary days in stock of the last 90. Orders are whole packs, rounded up. Nothing is ordered.`
  if (orders.length === 0) {
    const enough = advised.flatMap(({ advice }) => (advice.kind === 'enough' ? [advice.state] : []))
    const text =
      enough.length > 0 ? `Nothing to order for ${whom}. ${standing(enough)}` : `No advice for ${whom}.`
    return {
      text: [text, ...gaps].join(' '),
      blocks: [
        { kind: 'text', spans: [text, ...gaps].join('\n') },
        { kind: 'context', spans: source },
      ],
    }
  }
  const best = ranked(orders.map(({ suggestion }) => suggestion))
  const productOf = new Map(orders.map((advice) => [advice.suggestion, products.get(advice)]))
  const total = orders.reduce((sum, { suggestion }) => sum + suggestion.cost.cents, 0)
  const text = `${plural(best.length, 'product')} to order for ${whom}, ${showMoney(total, currency)} at cost.`
  return {
    text,
    blocks: [
      { kind: 'header', text: `Restock advice for ${whom}` },
      { kind: 'text', spans: [text, ...gaps].join('\n') },
      {
        kind: 'table',
        caption: `The ${Math.min(SHOWN, best.length)} most urgent of ${best.length}; waiting a week costs, with 80 % interval`,
        columns: [
          { label: 'Product' },
          { label: 'Order', align: 'right' },
          { label: 'On hand', align: 'right' },
          { label: 'Lasts until' },
          { label: 'P(stock-out)', align: 'right' },
          { label: 'Waiting costs', align: 'right' },
        ],
        rows: best.slice(0, SHOWN).map((one) => row(one, productOf.get(one)?.title ?? '', currency)),
      },
      { kind: 'context', spans: source },
    ],
    files: [
      {
        name: `purchase-proposal-${asOf}.csv`,
        title: 'Purchase proposal',
        content: proposal(
          best.flatMap((one) => ({ suggestion: one, product: productOf.get(one) })),
          currency,
        ),
      },
    ],
  }
}

function standing(states: readonly RestockAction[]): string {
  const [only] = states
  if (states.length !== 1 || !only)
    return `${plural(states.length, 'product')} stand above their reorder points.`
  const lasts = only.stockOutOn ? `, lasts until about ${only.stockOutOn}` : ''
  return `${only.onHand} on hand${lasts}; position ${only.position}, reorder point ${only.reorderPoint}, ${Math.round(100 * only.chanceOfStockOut)} % chance to run out before a later order would come.`
}

function row(
  { subject, action, gain }: Suggestion<RestockAction>,
  title: string,
  currency: string,
): string[] {
  const money = (cents: number) => showMoney(cents, currency)
  return [
    `${subject} ${oneLine(title, 40)}`,
    `${action.order}`,
    `${action.onHand}`,
    action.stockOutOn ?? 'no sales',
    `${Math.round(100 * action.chanceOfStockOut)} %`,
    `${money(gain.cents)} (${money(gain.low)} to ${money(gain.high)})`,
  ]
}
