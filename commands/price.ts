import type { PriceModel } from '../src/advice/price/elasticity.ts'
import { whatIf } from '../src/advice/price/price.ts'
import { PRICE_LIMITS } from '../src/advice/price/price-limits.ts'
import { factsOf, neighboursFor, type PriceAnswer, priceTask } from '../src/advice/price/price-task.ts'
import { trustIn } from '../src/advice/suggestions/rule-record.ts'
import { type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { readElsewhere } from '../src/facts/price/elsewhere.ts'
import { priceModel } from '../src/facts/price/price-model.ts'
import { readShelf } from '../src/facts/price/price-shelf.ts'
import { buffersOf, type PriceRead, readPrices } from '../src/facts/price/price-table.ts'
import { subjectNames } from '../src/facts/price/subject-names.ts'
import { minConfidenceOf } from '../src/ledger/minimum-confidence.ts'
import { readRules } from '../src/ledger/outcomes/record.ts'
import { price as priceSuggestion } from '../src/ledger/price.ts'
import { ofProduct } from '../src/ledger/save.ts'
import { minorDigits } from '../src/lib/money.ts'
import { nearest, oneLine } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { hint } from '../src/messages/words.ts'
import { type Locale, shopLocale } from '../src/report/words/locale.ts'
import { latestSuggestions } from '../src/state/suggestions/decisions.ts'
import { type StoredSuggestion, saveSuggestions } from '../src/state/suggestions/suggestions.ts'
import { inThread } from '../src/threads/worker-pool.ts'
import { sayPrices } from './price/answer.ts'
import { sayElsewhere } from './price/elsewhere.ts'
import { type PriceQuestion, priceQuestion } from './price/question.ts'
import { sayWhatIf } from './price/what-if.ts'
import { recordBlocks } from './shared/kind-record.ts'
import { noProductsYet } from './shared/no-data.ts'

type Parts = Pick<Context, 'lake' | 'state' | 'sources' | 'clock' | 'config'>

const SHOWN = 10
/** a product takes about a millisecond: more of them are for a thread */
const AT_ONCE = 10
const LEARN_FROM = 1

export const price: Command<PriceQuestion> = {
  name: '/price',
  usage: '/price <sku|merchant|category> [confidence=90%] or /price <sku> <price|-5%>',
  about: 'The price that should earn more, what it brings and how sure that is. Nothing is changed.',
  examples: [
    '/price SKU-1042',
    '/price M-007 confidence=80%',
    '/price SKU-1042 19.90',
    '/price SKU-1042 -5%',
  ],
  roles: READERS,
  parse: priceQuestion,
  review: async (ctx, question, asking) =>
    question.kind === 'advice' ? reviewPrices(ctx, question, asking) : null,
  async answer(ctx, question) {
    if (question.kind === 'advice') return reviewPrices(ctx, question, null)
    const found = await readSubject(ctx, question.subject)
    if (!('read' in found)) return found
    const shelf = await readShelf(ctx.lake, question.subject, found.read.table.asOf)
    const by = { model: found.model, near: neighboursFor(found.model, shelf), locale: shopLocale(ctx.config) }
    return answerWhatIf(found.read, by, question)
  },
}

async function readSubject(
  ctx: Parts,
  subject: string,
): Promise<{ readonly read: PriceRead; readonly model: PriceModel } | Message | Usage> {
  const read = await readPrices(ctx.lake, ctx.config.shop.currency, { kind: 'subject', subject })
  if (!read) return noProductsYet(ctx)
  if (read.names.length === 0) return unknown(ctx, subject)
  return { read, model: (await priceModel(ctx.state)) ?? (await learnt(ctx)) }
}

/** Before the first night: learnt now, in a thread. */
async function learnt(ctx: Parts): Promise<PriceModel> {
  const all = await readPrices(ctx.lake, ctx.config.shop.currency, { kind: 'all' })
  if (!all) throw new Error('products that were there a moment ago are gone')
  const task = { table: all.table, model: null, limits: {}, most: LEARN_FROM }
  return (await inThread({ name: 'price', task }, buffersOf(all.table))).model
}

/** The prices as they stand now; `asking` is the suggestion that waits for a reason to be skipped. */
async function reviewPrices(
  ctx: Parts,
  { subject, minConfidence: typed }: Extract<PriceQuestion, { kind: 'advice' }>,
  asking: number | null,
): Promise<Message | Usage> {
  const found = await readSubject(ctx, subject)
  if (!('read' in found)) return found
  const { read, model } = found
  const { asOf, ids } = read.table
  const trust = trustIn(await readRules(ctx.state))
  const minToKeep = await minConfidenceOf(ctx.state, 'price', ctx.config.confidence)
  const minConfidence = typed ?? minToKeep
  const shelf = await readShelf(ctx.lake, subject, asOf)
  const task = { table: read.table, model, limits: { minConfidence }, most: SHOWN, trust, shelf }
  const answer =
    ids.length <= AT_ONCE ? priceTask(task) : await inThread({ name: 'price', task }, buffersOf(read.table))
  const asked = ['/price', subject, typed === null ? '' : `confidence=${typed}`]
  const kept = await keep(ctx, read, { answer, minToKeep })
  const said = sayPrices(answer, {
    read,
    subject: oneLine(subject, 60),
    asOf,
    locale: shopLocale(ctx.config),
    minConfidence,
    kept,
    asked: asked.filter(Boolean).join(' '),
    asking,
    confirmAbove: ctx.config.confirmAbove,
    now: ctx.clock.now(),
  })
  const elsewhere = sayElsewhere(await readElsewhere(ctx.lake, read), read, shopLocale(ctx.config))
  const records = await recordBlocks(ctx.state, [...kept.values()], shopLocale(ctx.config))
  return { ...said, blocks: [...said.blocks, ...records, ...elsewhere] }
}

/** Into the ledger, so that they can be decided; what is less sure than the shop asks for is shown and not kept. */
async function keep(
  { state, clock, config }: Parts,
  { names }: PriceRead,
  { answer, minToKeep }: { readonly answer: PriceAnswer; readonly minToKeep: number },
): Promise<Map<string, StoredSuggestion>> {
  const sure = answer.changes.flatMap(({ index, facts, suggestion }) => {
    const product = names[index]
    const isSure = 1 - suggestion.risk.ofLoss > minToKeep
    return product && isSure
      ? [ofProduct(priceSuggestion, { product, facts, suggestion }, config.shop.zone)]
      : []
  })
  await state.transaction((trx) => saveSuggestions(trx, sure, clock.now()))
  return latestSuggestions(state, {
    kind: priceSuggestion.kind,
    subjects: sure.map(({ subject }) => subject),
  })
}

function answerWhatIf(
  read: PriceRead,
  by: {
    readonly model: PriceModel
    readonly near: ReturnType<typeof neighboursFor>
    readonly locale: Locale
  },
  asked: Extract<PriceQuestion, { kind: 'what-if' }>,
): Message | Usage {
  const { subject } = asked
  const { price } = by.locale.words
  const [index = -1, other] = productsCalled(read, subject)
  if (index < 0)
    return {
      kind: 'usage',
      because: price.notOne(oneLine(subject, 60)),
    }
  if (other !== undefined)
    return {
      kind: 'usage',
      because: price.several(
        oneLine(subject, 60),
        [index, other].map((one) => idOf(read, one)),
      ),
      didYouMean: `/price ${idOf(read, index)} ${'amount' in asked ? asked.amount : `${Math.round(1000 * asked.change) / 10}%`}`,
    }
  const facts = factsOf(read.table, index, by)
  const title = read.names[index]?.title ?? ''
  if (!facts) return hint(price.notPriced(subject))
  const amount =
    'amount' in asked
      ? asked.amount
      : (facts.priceCents * (1 + asked.change)) / 10 ** minorDigits(facts.currency)
  return sayWhatIf(facts, { title, amount, found: (cents) => whatIf(facts, cents, PRICE_LIMITS) }, by.locale)
}

/** By its id, its id on a platform or its title; an id may be sold on two platforms. */
function productsCalled({ names }: PriceRead, subject: string): number[] {
  const wanted = subject.toLowerCase()
  return names.flatMap(({ platform, product_id, title }, i) =>
    [product_id, `${platform}/${product_id}`, title].some((name) => name.toLowerCase() === wanted) ? [i] : [],
  )
}

function idOf({ names }: PriceRead, index: number): string {
  return `${names[index]?.platform}/${names[index]?.product_id}`
}

async function unknown(ctx: Parts, subject: string): Promise<Usage> {
  const near = nearest(subject, await subjectNames(ctx.lake))
  return {
    kind: 'usage',
    because: shopLocale(ctx.config).words.price.noneCalled(oneLine(subject, 60)),
    ...(near !== null && { didYouMean: near }),
  }
}
