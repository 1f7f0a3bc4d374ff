import type { RestockAdvice } from '../../src/advice/restock/restock.ts'
import type { RestockAction } from '../../src/advice/restock/restock-facts.ts'
import type { Suggestion } from '../../src/advice/suggestions/suggestion.ts'
import type { ProductRow } from '../../src/facts/restock/assortment.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import type { OfProduct } from '../../src/ledger/save.ts'
import { sayRange } from '../../src/ledger/say.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { merchantsOf, type Small, smallOf, underwayOf } from './parts.ts'
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
  readonly small: Small
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
    title: locale.words.restock.proposal,
    content: proposal([...weighed, ...unweighed], locale.currency),
  }
}

export function sayEnough(
  advised: readonly Advised[],
  { whom, small }: Pick<About, 'whom' | 'small'>,
  locale: Locale,
): Message {
  const { restock, paragraph } = locale.words
  const enough = advised.flatMap(({ product, advice }) =>
    advice.kind === 'enough' ? [{ product, state: advice.state }] : [],
  )
  const isDue = advised.some(({ advice }) => advice.kind === 'unpriced')
  const text = isDue
    ? restock.noneWeighed(whom)
    : enough.length > 0
      ? paragraph([restock.nothing(whom), sayPositions(enough, locale)])
      : restock.noAdvice(whom)
  const gaps = [...smallOf(small, locale), ...gapsOf(advised, locale)]
  return {
    text: paragraph([text, ...gaps]),
    blocks: [
      { kind: 'text', spans: [text, ...gaps].join('\n') },
      { kind: 'context', spans: sourceOf(advised, locale) },
    ],
    ...(isDue && { files: [proposalOf([], { advised, locale })] }),
  }
}

export function sayOrders(orders: readonly Order[], about: About): Message {
  const { advised, whom, locale, budgetCents, without } = about
  const total = sumOf(orders, ({ suggestion }) => suggestion.cost.cents)
  const { restock, actions, paragraph } = locale.words
  const { columns } = restock
  const text = paragraph([
    restock.summary(orders.length, whom, locale.money(total)),
    ...(budgetCents === null ? [] : [restock.budget(locale.money(budgetCents), without)]),
    ...merchantsOf(orders, locale),
    ...smallOf(about.small, locale),
  ])
  const shown = orders.slice(0, SHOWN)
  return {
    text,
    blocks: [
      { kind: 'header', text: restock.title(whom) },
      { kind: 'text', spans: [text, ...gapsOf(advised, locale)].join('\n') },
      {
        kind: 'table',
        caption: restock.caption(shown.length, orders.length),
        columns: [
          { label: actions.columns.no, align: 'right' },
          { label: columns.product },
          { label: columns.order, align: 'right' },
          { label: columns.free, align: 'right' },
          { label: columns.underway, align: 'right' },
          { label: columns.until },
          { label: columns.chance, align: 'right' },
          { label: columns.waiting, align: 'right' },
          { label: columns.status },
        ],
        rows: shown.map((order) => row(order, about)),
      },
      ...shown.slice(0, WITH_BUTTONS).flatMap((order) => buttonsOf(order, about)),
      { kind: 'context', spans: sourceOf(advised, locale) },
    ],
    files: [proposalOf(orders, about)],
  }
}

function buttonsOf({ suggestion, product, kept }: Order, about: About): Block[] {
  if (!kept) return []
  const { action, why } = suggestion
  const { restock, kinds } = about.locale.words
  const because = kinds.restock.why(action) ?? why.slice(0, 3).join('; ')
  const line = restock.order(action.order, `${suggestion.subject} ${oneLine(product.title, 40)}`, because)
  return [{ kind: 'text', spans: line }, ...decisionBlocks(kept, about)]
}

function gapsOf(advised: readonly Advised[], locale: Locale): string[] {
  const { restock } = locale.words
  const missing = advised.flatMap(({ advice }) => {
    if (advice.kind === 'unknown') return [restock.missing[advice.missing]]
    if (advice.kind === 'too-short') return [restock.tooFewDays(advice.need)]
    return []
  })
  return [
    ...countEach(missing).map(([why, times]) => restock.notJudged(times, why)),
    ...unsure(advised, locale),
    ...unpriced(advised, locale),
  ]
}

function unsure(advised: readonly Advised[], locale: Locale): string[] {
  const chances = advised.flatMap(({ advice }) => (advice.kind === 'not-sure' ? [advice.sure] : []))
  if (chances.length === 0) return []
  const best = Math.floor(100 * Math.max(...chances)) / 100
  return [locale.words.restock.notSure(chances.length, locale.percent(best, 0))]
}

const NAMED = 5

/** Due all the same: said with its pieces, without a figure in money. */
function unpriced(advised: readonly Advised[], { words: { restock } }: Locale): string[] {
  return (['cost', 'price'] as const).flatMap((missing) => {
    const due = advised.flatMap(({ product, advice }) =>
      advice.kind === 'unpriced' && advice.missing === missing
        ? [restock.due(advice.state.order, `${product.product_id} ${oneLine(product.title, 30)}`)]
        : [],
    )
    if (due.length === 0) return []
    const more = due.length > NAMED ? restock.more(due.length - NAMED) : ''
    return [restock.unpriced(due.length, missing, due.slice(0, NAMED), more)]
  })
}

function asOfStock(advised: readonly Advised[]): string {
  return advised.map(({ product }) => product.stock_on).reduce((a, b) => (b > a ? b : a), '')
}

function sourceOf(advised: readonly Advised[], { words: { restock } }: Locale): string {
  return restock.source(asOfStock(advised) || null)
}

/** How often each reason is given, in the order of the first. */
function countEach(reasons: readonly string[]): [string, number][] {
  return [...new Set(reasons)].map((one) => [one, reasons.filter((other) => other === one).length])
}

function sayPositions(
  states: readonly { readonly product: ProductRow; readonly state: RestockAction }[],
  locale: Locale,
): string {
  const { restock } = locale.words
  const [only] = states
  if (states.length !== 1 || !only) return restock.allAbove(states.length)
  const { product, state } = only
  return restock.above({
    onHand: state.onHand,
    free: state.free,
    underway: underwayOf({ product, inbound: state.inbound }, locale),
    until: state.stockOutOn,
    position: state.position,
    reorderPoint: state.reorderPoint,
    chance: locale.percent(state.chanceOfStockOut, 0),
  })
}

function row({ suggestion, product, kept }: Order, about: About): string[] {
  const { subject, action } = suggestion
  const { percent, words } = about.locale
  return [
    kept ? `${kept.id}` : '',
    `${subject} ${oneLine(product.title, 40)}`,
    `${action.order}`,
    `${action.free}`,
    underwayOf({ product, inbound: action.inbound }, about.locale),
    action.free === 0 ? words.restock.soldOut : (action.stockOutOn ?? words.restock.noSales),
    action.free === 0 ? words.restock.soldOut : percent(action.chanceOfStockOut, 0),
    sayRange(suggestion.gain, about.locale),
    kept ? statusLabel(kept, about) : '',
  ]
}
