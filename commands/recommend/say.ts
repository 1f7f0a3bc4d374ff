import type { StoredRecommendations } from '../../src/facts/recommend/stored-recommendations.ts'
import { pairKey } from '../../src/ledger/bundle.ts'
import type { Day } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block, Message, Table } from '../../src/messages/message.ts'
import { DASH } from '../../src/report/words/format.ts'
import type { Locale } from '../../src/report/words/locale.ts'

export interface Said extends Message {
  readonly title: string
  readonly basis: string
  /** pairs about it, as the ledger names them */
  readonly pairs: readonly string[]
}

const SHOWN = 10

export function ofProduct(found: StoredRecommendations, item: number, locale: Locale): Said {
  const { recommend } = locale.words
  const own = found.items[item]
  const [complements, substitutes] = [found.complements[item] ?? [], found.substitutes[item] ?? []]
  const name = `${own?.product ?? ''} ${oneLine(own?.title ?? '', 60)}`
  const rows = (list: StoredRecommendations['complements'][number], role: string) =>
    list.map(({ item: other, count, lift, q }) => [
      role,
      nameOf(found, other),
      count === null ? recommend.fewTimes : recommend.times(count),
      lift === null ? DASH : sayLift(lift, locale),
      q === null ? DASH : sayChance(q, locale),
    ])
  const all = [...rows(complements, recommend.withIt), ...rows(substitutes, recommend.instead)]
  const { offer, product } = recommend.columns
  return {
    title: recommend.ofProduct(oneLine(name, 100)),
    text: recommend.product(name, complements.length, substitutes.length),
    basis: basisOf(found.ofBaskets, 'basket', locale),
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
              caption: recommend.productCaption,
              columns: [{ label: offer }, { label: product }, ...pairColumns(locale)],
              rows: all,
            },
          ],
  }
}

export function ofMerchant(
  found: StoredRecommendations,
  { merchant, merchantName }: StoredRecommendations['items'][number],
  locale: Locale,
): Said {
  const { recommend } = locale.words
  const own = found.bundles.filter(({ a }) => found.items[a]?.merchant === merchant)
  const name = oneLine(merchantName, 60)
  return {
    title: recommend.ofMerchant(oneLine(merchantName, 80)),
    text: own.length > 0 ? recommend.bundles(own.length, name) : recommend.noBundles(name),
    basis: recommend.bundleBasis,
    pairs: pairsIn(found, own),
    blocks: own.length === 0 ? [] : [bundleTable(found, own, locale)],
  }
}

function bundleTable(
  found: StoredRecommendations,
  own: StoredRecommendations['bundles'],
  locale: Locale,
): Table {
  const { recommend } = locale.words
  return {
    kind: 'table',
    caption: recommend.bundleCaption(Math.min(SHOWN, own.length), own.length),
    columns: [
      { label: recommend.columns.product },
      { label: recommend.columns.with },
      ...pairColumns(locale),
    ],
    rows: own
      .slice(0, SHOWN)
      .map(({ a, b, count, lift, q }) => [
        nameOf(found, a),
        nameOf(found, b),
        recommend.times(count),
        sayLift(lift, locale),
        sayChance(q, locale),
      ]),
  }
}

export function ofSegment(
  found: StoredRecommendations,
  { name, shoppers, next }: StoredRecommendations['segments'][number],
  { from, asOf, locale }: { readonly from: Day; readonly asOf: Day; readonly locale: Locale },
): Said {
  const { recommend } = locale.words
  const segment = recommend.segment(name)
  const list: Block[] =
    next.length > 0 ? [{ kind: 'list', ordered: true, items: next.map((item) => nameOf(found, item)) }] : []
  return {
    title: recommend.ofSegment(segment),
    text: shoppers === 0 ? recommend.nobodyIn(segment) : recommend.next(shoppers, segment, from, asOf),
    basis: basisOf(found.ofShoppers, 'next', locale),
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

/** How often two were bought together, and whether that is more than chance. */
function pairColumns({ words: { recommend } }: Locale): Table['columns'] {
  const { together, lift, chance } = recommend.columns
  return [{ label: together, align: 'right' }, { label: lift, align: 'right' }, { label: chance }]
}

function sayLift(lift: number, { number }: Locale): string {
  return `${number(lift, 1)}x`
}

function sayChance(q: number, { words: { recommend }, number }: Locale): string {
  return q <= 0.05
    ? recommend.noChance(q < 0.001 ? '< .001' : number(q, 3))
    : recommend.maybeChance(number(q, 2))
}

/** Honest about what ranked the list: what belongs together, or only what sells most. */
function basisOf(
  { isEase, recall10, popular10 }: StoredRecommendations['ofBaskets'],
  what: 'basket' | 'next',
  { words: { recommend }, number }: Locale,
): string {
  if (recall10 === null || popular10 === null) return recommend.tooLittle[what]
  const accuracy = recommend.accuracy(number(recall10, 3), number(popular10, 3))
  return isEase ? recommend.byEase(accuracy) : recommend.byPopularity(accuracy)
}
