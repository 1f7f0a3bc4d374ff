import { withinBudget } from '../src/advice/restock/budget.ts'
import { trustIn } from '../src/advice/suggestions/rule-record.ts'
import { ranked, worth } from '../src/advice/suggestions/suggestion.ts'
import { type Command, isUsage, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { keyOf, readAssortment, stockBuffersOf } from '../src/facts/restock/assortment.ts'
import { minConfidenceOf } from '../src/ledger/minimum-confidence.ts'
import { readRules } from '../src/ledger/outcomes/record.ts'
import { restock as restockSuggestion } from '../src/ledger/restock.ts'
import { ofProduct } from '../src/ledger/save.ts'
import { majorUnit } from '../src/lib/money.ts'
import { oneLine, unquoted } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { ENGLISH_FAULTS } from '../src/report/words/faults.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { latestSuggestions } from '../src/state/suggestions/decisions.ts'
import { saveSuggestions } from '../src/state/suggestions/suggestions.ts'
import { inThread } from '../src/threads/worker-pool.ts'
import { type Order, SHOWN, sayEnough, sayOrders } from './restock/answer.ts'
import { findProducts } from './restock/find-products.ts'
import { recordBlocks } from './shared/kind-record.ts'
import { noProductsYet } from './shared/no-data.ts'
import { typedAmount } from './shared/typed-amount.ts'

interface Query {
  readonly kind: 'query'
  readonly subject: string | null
  /** in the main unit of the shop's currency */
  readonly budget: number | null
  /** orders that save so much or less in a week are left out; in the main unit, null is a unit */
  readonly worth: number | null
  /** the best so many; null is all */
  readonly top: number | null
}

const BUDGET = /(?:^|\s)budget\s*=\s*(\S*)/i
const WORTH = /(?:^|\s)worth\s*=\s*(\S*)/i
const TOP = /(?:^|\s)top\s*=?\s*(\d{1,3})(?=\s|$)/i

export const restock: Command<Query> = {
  name: '/restock',
  usage: '/restock [merchant|sku|category] [top 10] [budget=5000] [worth=20]',
  about: 'What to order now, how many, and what waiting would cost, with a purchase proposal as CSV.',
  examples: ['/restock', '/restock M-007', '/restock SKU-1042', '/restock M-007 budget=5000'],
  roles: READERS,
  parse(text, said = ENGLISH_FAULTS, currency) {
    const typed = BUDGET.exec(text)
    const budget = typed
      ? (typedAmount(typed[1] ?? '', { said, currency: currency ?? null }) ?? Number.NaN)
      : null
    if (isUsage(budget)) return budget
    if (budget !== null && !(budget > 0 && budget <= 1e9))
      return {
        kind: 'usage',
        because: said.restock.budget(oneLine(typed?.[1] ?? '', 30)),
      }
    const least = WORTH.exec(text)
    const worth = least
      ? (typedAmount(least[1] ?? '', { said, currency: currency ?? null }) ?? Number.NaN)
      : null
    if (isUsage(worth)) return worth
    if (worth !== null && !(worth >= 0 && worth <= 1e9))
      return { kind: 'usage', because: said.restock.worth(oneLine(least?.[1] ?? '', 30)) }
    const top = TOP.exec(text)?.[1]
    const subject = unquoted(text.replace(BUDGET, ' ').replace(WORTH, ' ').replace(TOP, ' ')) || null
    return { kind: 'query', subject, budget, worth, top: top === undefined ? null : Math.max(1, Number(top)) }
  },
  answer: (ctx, query) => reviewOrders(ctx, query, null),
  review: reviewOrders,
}

/** The orders as they stand now; `asking` is the suggestion that waits for a reason to be skipped. */
async function reviewOrders(
  ctx: Pick<Context, 'lake' | 'state' | 'sources' | 'clock' | 'config'>,
  { subject, budget, worth: typedWorth, top }: Query,
  asking: number | null,
): Promise<Message | Usage> {
  const { shop } = ctx.config
  const locale = shopLocale(ctx.config)
  const read = await readAssortment(ctx)
  if (!read) return noProductsYet(ctx)
  const found = subject === null ? read.products : findProducts(read.products, subject, locale)
  if (isUsage(found)) return found
  const whom = subject === null ? locale.words.restock.wholeShop : oneLine(subject, 60)
  const { table, products } = read
  const chosen = new Set(found)
  const only = products.flatMap((product, i) => (chosen.has(product) ? [i] : []))
  const minConfidence = await minConfidenceOf(ctx.state, 'restock', ctx.config.confidence)
  const task = { table, only, most: null, minConfidence }
  const answer = await inThread({ name: 'restock', task }, stockBuffersOf(table))
  const advised = answer.advised.flatMap(({ index, facts, advice }) => {
    const product = products[index]
    return product ? [{ product, facts, advice }] : []
  })
  const due = advised.flatMap(({ product, facts, advice }) =>
    advice.kind === 'order' ? [{ product, facts, suggestion: advice.suggestion }] : [],
  )
  const leastCents = Math.round((typedWorth ?? 1) * majorUnit(shop.currency))
  // who asks for one product is told of it whatever it saves
  const isOne = only.length === 1
  const wanted = due.filter(
    ({ suggestion }) => isOne || leastCents === 0 || suggestion.gain.cents > leastCents,
  )
  const small = { count: due.length - wanted.length, leastCents }
  if (wanted.length === 0) return sayEnough(advised, { whom, small }, locale)
  const budgetCents = budget === null ? null : Math.round(budget * majorUnit(shop.currency))
  const affordable =
    budgetCents === null
      ? wanted
      : withinBudget(
          wanted.map((one) => ({ ...one, cost: one.suggestion.cost })),
          budgetCents,
          ({ suggestion }) => worth(suggestion),
        )
  const of = new Map(affordable.map((one) => [one.suggestion, one]))
  const best = ranked(
    affordable.map(({ suggestion }) => suggestion),
    trustIn(await readRules(ctx.state)),
  )
    .flatMap((one) => of.get(one) ?? [])
    .slice(0, top ?? undefined)
  const shown = best.slice(0, SHOWN)
  const now = ctx.clock.now()
  await ctx.state.transaction((trx) =>
    saveSuggestions(
      trx,
      shown.map((one) => ofProduct(restockSuggestion, one, shop.zone)),
      now,
    ),
  )
  const subjects = shown.map(({ product }) => keyOf(product))
  const kept = await latestSuggestions(ctx.state, { kind: restockSuggestion.kind, subjects })
  const orders = best.map((one): Order => ({ ...one, kept: kept.get(keyOf(one.product)) ?? null }))
  const asked = [
    '/restock',
    subject ?? '',
    top === null ? '' : `top ${top}`,
    budget === null ? '' : `budget=${budget}`,
    typedWorth === null ? '' : `worth=${typedWorth}`,
  ]
    .filter(Boolean)
    .join(' ')
  const said = sayOrders(orders, {
    advised,
    whom,
    small,
    locale,
    now,
    budgetCents,
    without: top === null ? wanted.length - best.length : 0,
    asked,
    asking,
    confirmAbove: ctx.config.confirmAbove,
  })
  const records = await recordBlocks(ctx.state, [...kept.values()], locale)
  return { ...said, blocks: [...said.blocks, ...records] }
}
