import { SEGMENTS } from '../src/advice/campaign/rfm.ts'
import { type Command, type Context, READERS, type Usage } from '../src/context.ts'
import {
  type StoredRecommendations,
  storedRecommendations,
} from '../src/facts/recommend/stored-recommendations.ts'
import { bundle, pairKey } from '../src/ledger/bundle.ts'
import { nearest, oneLine, plural, showNumber } from '../src/lib/text.ts'
import type { Block, Message, Table } from '../src/messages/message.ts'
import { hint } from '../src/messages/words.ts'
import { latestSuggestions } from '../src/state/suggestions/decisions.ts'
import { bundleBlocks } from './recommend/bundles.ts'

interface Query {
  readonly kind: 'query'
  readonly subject: string
}

const SHOWN = 10

export const recommend: Command<Query> = {
  name: '/recommend',
  usage: '/recommend <sku|merchant|segment>',
  about: 'What goes with a product or instead of it, bundles of a merchant, what a segment buys next.',
  examples: ['/recommend SKU-1042', '/recommend M-007', '/recommend champions'],
  roles: READERS,
  parse(text) {
    const subject = text.trim()
    return subject
      ? { kind: 'query', subject }
      : { kind: 'usage', because: `Name a product, a merchant or a segment: ${SEGMENTS.join(', ')}.` }
  },
  answer: (ctx, query) => reviewRecommendations(ctx, query, null),
  review: reviewRecommendations,
}

/** The recommendations as they stand now; `asking` is the suggestion that waits for a reason to be skipped. */
async function reviewRecommendations(
  { state, clock, config }: Pick<Context, 'state' | 'clock' | 'config'>,
  { subject }: Query,
  asking: number | null,
): Promise<Message | Usage> {
  const known = await storedRecommendations(state)
  if (!known)
    return hint(
      'Nothing to recommend yet: recommendations are learned every night, from 200 orders on. Ask again tomorrow; /sources shows whether orders arrive.',
    )
  const said = about(known.found, subject)
  if ('kind' in said) return said
  const kept = await latestSuggestions(state, { kind: bundle.kind, subjects: said.pairs })
  const offers = bundleBlocks([...kept.values()], {
    asked: `/recommend ${subject}`,
    asking,
    confirmAbove: config.confirmAbove,
    now: clock.now(),
    currency: config.shop.currency,
  })
  const source = `Orders of a year to ${known.asOf}, model ${known.version}. ${said.basis} Lift explains, it does not rank: times as often together as two strangers would be.`
  return {
    text: said.text,
    blocks: [
      { kind: 'header', text: said.title },
      { kind: 'text', spans: said.text },
      ...said.blocks,
      ...offers,
      { kind: 'context', spans: source },
    ],
  }
}

interface Said extends Message {
  readonly title: string
  readonly basis: string
  /** pairs about it, as the ledger names them */
  readonly pairs: readonly string[]
}

function about(found: StoredRecommendations, subject: string): Said | Usage {
  const wanted = subject.toLowerCase()
  const segment = found.segments.find(({ name }) => name === wanted)
  if (segment) return ofSegment(found, segment)
  const merchant = found.items.find(
    ({ merchant: id, merchantName }) => id.toLowerCase() === wanted || merchantName.toLowerCase() === wanted,
  )
  if (merchant) return ofMerchant(found, merchant)
  const item = found.items.findIndex(({ platform, product, title }) =>
    [product, `${platform}/${product}`, title].some((name) => name.toLowerCase() === wanted),
  )
  if (item >= 0) return ofProduct(found, item)
  const near = nearest(subject, [
    ...SEGMENTS,
    ...new Set(found.items.flatMap((one) => [one.product, one.merchant, one.merchantName])),
  ])
  return {
    kind: 'usage',
    because: `No product bought in the last year, no merchant and no segment is called “${oneLine(subject, 60)}”.`,
    ...(near !== null && { didYouMean: near }),
  }
}

function ofProduct(found: StoredRecommendations, item: number): Said {
  const own = found.items[item]
  const [complements, substitutes] = [found.complements[item] ?? [], found.substitutes[item] ?? []]
  const name = `${own?.product ?? ''} ${oneLine(own?.title ?? '', 60)}`
  const rows = (list: StoredRecommendations['complements'][number], role: string) =>
    list.map(({ item: other, count, lift, q }) => [
      role,
      nameOf(found, other),
      count === null ? 'under 20 times' : plural(count, 'time'),
      lift === null ? '–' : `${showNumber(lift, 1)}x`,
      q === null ? '–' : sure(q),
    ])
  const all = [...rows(complements, 'with it'), ...rows(substitutes, 'instead')]
  return {
    title: `Recommendations for ${oneLine(name, 100)}`,
    text: `${plural(complements.length, 'product')} to offer with ${name}, ${plural(substitutes.length, 'product')} to offer instead.`,
    basis: basisOf(found.ofBaskets, 'with it'),
    pairs: pairsIn(
      found,
      found.bundles.filter(({ a, b }) => a === item || b === item),
    ),
    blocks:
      all.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: 'Best first; sold out products are left out',
              columns: [
                { label: 'Offer' },
                { label: 'Product' },
                { label: 'Together', align: 'right' },
                { label: 'Lift', align: 'right' },
                { label: 'Chance?' },
              ],
              rows: all,
            },
          ],
  }
}

function ofMerchant(
  found: StoredRecommendations,
  { merchant, merchantName }: StoredRecommendations['items'][number],
): Said {
  const own = found.bundles.filter(({ a }) => found.items[a]?.merchant === merchant)
  const text =
    own.length > 0
      ? `${plural(own.length, 'bundle')} of ${oneLine(merchantName, 60)}: pairs that its customers buy together more often than by chance.`
      : `No bundle of ${oneLine(merchantName, 60)} stands out: none of its pairs was bought together 20 times and more often than by chance.`
  return {
    title: `Bundles of ${oneLine(merchantName, 80)}`,
    text,
    basis: 'Pairs of at least 20 orders, one-sided Fisher test, false discoveries held to 5 %.',
    pairs: pairsIn(found, own),
    blocks: own.length === 0 ? [] : [bundleTable(found, own)],
  }
}

function bundleTable(found: StoredRecommendations, own: StoredRecommendations['bundles']): Table {
  return {
    kind: 'table',
    caption: `The ${Math.min(SHOWN, own.length)} with the most margin of ${own.length}`,
    columns: [
      { label: 'Product' },
      { label: 'Bundle with' },
      { label: 'Together', align: 'right' },
      { label: 'Lift', align: 'right' },
      { label: 'Chance?' },
    ],
    rows: own
      .slice(0, SHOWN)
      .map(({ a, b, count, lift, q }) => [
        nameOf(found, a),
        nameOf(found, b),
        plural(count, 'time'),
        `${showNumber(lift, 1)}x`,
        sure(q),
      ]),
  }
}

function ofSegment(
  found: StoredRecommendations,
  { name, shoppers, next }: StoredRecommendations['segments'][number],
): Said {
  const text =
    shoppers === 0
      ? `Nobody is in the segment “${name}” now.`
      : `What the ${plural(shoppers, 'shopper')} of the segment “${name}” are likely to buy next.`
  const list: Block[] =
    next.length > 0 ? [{ kind: 'list', ordered: true, items: next.map((item) => nameOf(found, item)) }] : []
  return {
    title: `Next for ${name}`,
    text,
    basis: basisOf(found.ofShoppers, 'next'),
    blocks: list,
    pairs: [],
  }
}

function pairsIn({ items }: StoredRecommendations, bundles: StoredRecommendations['bundles']): string[] {
  return bundles.flatMap(({ a, b }) => {
    const [one, other] = [items[a], items[b]]
    return one && other ? [pairKey(one.platform, `${one.product}+${other.product}`)] : []
  })
}

function nameOf({ items }: StoredRecommendations, item: number): string {
  const one = items[item]
  return one ? `${one.product} ${oneLine(one.title, 40)}` : ''
}

function sure(q: number): string {
  return q <= 0.05 ? `no (q ${q < 0.001 ? '< .001' : q.toFixed(3)})` : `maybe (q ${q.toFixed(2)})`
}

/** Honest about what ranked the list: what belongs together, or only what sells most. */
function basisOf({ isEase, recall10, popular10 }: StoredRecommendations['ofBaskets'], what: string): string {
  if (recall10 === null || popular10 === null)
    return `Ranked by what sells most: there is too little to learn from what is bought ${what}.`
  const figures = `recall@10 ${recall10.toFixed(3)} against ${popular10.toFixed(3)} of what sells most, on orders not learned from`
  return isEase
    ? `Ranked by EASE (${figures}).`
    : `Ranked by what sells most: EASE is not clearly 5 % better (${figures}).`
}
