import { SEGMENTS } from '../src/advice/campaign/rfm.ts'
import { type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { WINDOW_DAYS } from '../src/facts/recommend/basket-lines.ts'
import {
  type StoredRecommendations,
  storedRecommendations,
} from '../src/facts/recommend/stored-recommendations.ts'
import { daysOfData } from '../src/facts/wholeness/arrivals.ts'
import { bundle } from '../src/ledger/bundle.ts'
import { addDays, type Day } from '../src/lib/days.ts'
import { nearest, oneLine, unquoted } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { hint } from '../src/messages/words.ts'
import { ENGLISH_FAULTS } from '../src/report/words/faults.ts'
import { type Locale, shopLocale } from '../src/report/words/locale.ts'
import { latestSuggestions } from '../src/state/suggestions/decisions.ts'
import { bundleBlocks } from './recommend/bundles.ts'
import { ofMerchant, ofProduct, ofSegment, type Said } from './recommend/say.ts'

type Wanted = Pick<Context, 'state' | 'clock' | 'config' | 'lake'>

interface Query {
  readonly kind: 'query'
  readonly subject: string
}

export const recommend: Command<Query> = {
  name: '/recommend',
  usage: '/recommend <sku|merchant|segment>',
  about: 'What goes with a product or instead of it, bundles of a merchant, what a segment buys next.',
  examples: ['/recommend SKU-1042', '/recommend M-007', '/recommend champions'],
  roles: READERS,
  parse(text, said = ENGLISH_FAULTS) {
    const subject = unquoted(text)
    return subject ? { kind: 'query', subject } : { kind: 'usage', because: said.recommend.name(SEGMENTS) }
  },
  answer: (ctx, query) => reviewRecommendations(ctx, query, null),
  review: reviewRecommendations,
}

/** The recommendations as they stand now; `asking` is the suggestion that waits for a reason to be skipped. */
async function reviewRecommendations(
  ctx: Wanted,
  { subject }: Query,
  asking: number | null,
): Promise<Message | Usage> {
  const { state, clock, config } = ctx
  const locale = shopLocale(config)
  const { recommend: said } = locale.words
  const known = await storedRecommendations(state)
  if (!known) return hint(said.nothingYet)
  const from = await learnedFrom(ctx, known.asOf)
  const found = about(known.found, subject, { from, asOf: known.asOf, locale })
  if ('kind' in found) return found
  const kept = await latestSuggestions(state, { kind: bundle.kind, subjects: found.pairs })
  const offers = bundleBlocks([...kept.values()], {
    asked: `/recommend ${subject}`,
    asking,
    confirmAbove: config.confirmAbove,
    now: clock.now(),
    locale,
  })
  return {
    text: found.text,
    blocks: [
      { kind: 'header', text: found.title },
      { kind: 'text', spans: found.text },
      ...found.blocks,
      ...offers,
      { kind: 'context', spans: said.source({ from, to: known.asOf }, known.version, found.basis) },
    ],
  }
}

/** A year before, or the first day of a younger shop. */
async function learnedFrom({ lake }: Pick<Context, 'lake'>, asOf: Day): Promise<Day> {
  const year = addDays(asOf, 1 - WINDOW_DAYS)
  const known = await daysOfData(lake, addDays(asOf, 1))
  return known && known.first > year ? known.first : year
}

function about(
  found: StoredRecommendations,
  subject: string,
  { from, asOf, locale }: { readonly from: Day; readonly asOf: Day; readonly locale: Locale },
): Said | Usage {
  const wanted = subject.toLowerCase()
  const segment = found.segments.find(({ name }) => name === wanted)
  if (segment) return ofSegment(found, segment, { from, asOf, locale })
  const merchant = found.items.find(
    ({ merchant: id, merchantName }) => id.toLowerCase() === wanted || merchantName.toLowerCase() === wanted,
  )
  if (merchant) return ofMerchant(found, merchant, locale)
  const item = found.items.findIndex(({ platform, product, title }) =>
    [product, `${platform}/${product}`, title].some((name) => name.toLowerCase() === wanted),
  )
  if (item >= 0) return ofProduct(found, item, locale)
  const near = nearest(subject, [
    ...SEGMENTS,
    ...new Set(found.items.flatMap((one) => [one.product, one.merchant, one.merchantName])),
  ])
  return {
    kind: 'usage',
    because: locale.words.recommend.unknown(oneLine(subject, 60)),
    ...(near !== null && { didYouMean: near }),
  }
}
