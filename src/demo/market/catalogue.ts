import type { Random } from '../../lib/random.ts'

export const PLATFORMS = ['nordmarkt', 'bazario'] as const
export const CHANNELS = ['app', 'web', 'ads'] as const
export const DEVICES = ['phone', 'desktop', 'tablet'] as const
export const REGIONS = [
  'Berlin',
  'Hamburg',
  'Bayern',
  'Hessen',
  'Sachsen',
  'Nordrhein-Westfalen',
  'Baden-Württemberg',
  'Niedersachsen',
] as const

/** share of traffic, median price in cents, and the mean price elasticity of the category's products */
const CATEGORY_FACTS = [
  { name: 'Electronics', share: 0.2, price: 6900, elasticity: -2.6 },
  { name: 'Fashion', share: 0.14, price: 3400, elasticity: -2.1 },
  { name: 'Home & Living', share: 0.1, price: 2900, elasticity: -1.9 },
  { name: 'Beauty', share: 0.1, price: 1800, elasticity: -1.7 },
  { name: 'Sports', share: 0.08, price: 3900, elasticity: -2.2 },
  { name: 'Toys', share: 0.08, price: 2400, elasticity: -2.4 },
  { name: 'Grocery', share: 0.07, price: 1300, elasticity: -1.6 },
  { name: 'Garden', share: 0.06, price: 3600, elasticity: -2.0 },
  { name: 'Pets', share: 0.05, price: 2100, elasticity: -1.7 },
  { name: 'Baby', share: 0.05, price: 2700, elasticity: -1.8 },
  { name: 'Books & Media', share: 0.04, price: 1500, elasticity: -1.5 },
  { name: 'Car & Bike', share: 0.03, price: 4400, elasticity: -2.3 },
] as const

export const CATEGORIES = CATEGORY_FACTS.map(({ name }) => name)

const PLATFORM_SHARE = [0.54, 0.46] as const
const MERCHANTS = 120
const PRODUCTS = 2000
const ENDINGS = [99, 90, 49]

interface Merchant {
  readonly id: string
  readonly name: string
  /** index into PLATFORMS, REGIONS and CATEGORIES */
  readonly platform: number
  readonly region: number
  readonly category: number
  /** day of the window it signed up on; negative when before */
  readonly signedUpOn: number
  /** days until its shop is known: traffic ramps up over them */
  readonly rampDays: number
}

export interface Product {
  readonly sku: string
  readonly merchant: number
  readonly platform: number
  readonly category: number
  readonly title: string
  readonly costCents: number
  readonly listCents: number
  readonly elasticity: number
  /** share of all traffic once its merchant is known */
  readonly weight: number
  readonly leadDays: number
  readonly leadSd: number
  readonly moq: number
  readonly packSize: number
  readonly listedOn: number
}

export interface Catalogue {
  readonly merchants: readonly Merchant[]
  readonly products: readonly Product[]
}

const FIRST = [
  'Nord',
  'Alster',
  'Isar',
  'Harz',
  'Linden',
  'Kiez',
  'Blau',
  'Wald',
  'Hanse',
  'Sonnen',
  'Stern',
  'Rhein',
]
const LAST = ['kontor', 'handel', 'werk', 'laden', 'haus', 'markt', 'depot', 'hof', 'studio', 'lager']
const ADJECTIVES = [
  'Classic',
  'Compact',
  'Eco',
  'Premium',
  'Basic',
  'Travel',
  'Family',
  'Pro',
  'Mini',
  'Soft',
]
const NOUNS: readonly (readonly string[])[] = [
  ['Headphones', 'Charger', 'Speaker', 'Keyboard', 'Camera', 'Router'],
  ['Jacket', 'Sneakers', 'Dress', 'Backpack', 'Scarf', 'Jeans'],
  ['Lamp', 'Cushion', 'Pan', 'Shelf', 'Blanket', 'Vase'],
  ['Face Cream', 'Shampoo', 'Perfume', 'Hair Dryer', 'Soap Set'],
  ['Yoga Mat', 'Running Shoes', 'Dumbbells', 'Tent', 'Bottle'],
  ['Puzzle', 'Building Blocks', 'Doll House', 'Board Game', 'Kite'],
  ['Coffee Beans', 'Olive Oil', 'Tea Box', 'Pasta Set', 'Honey'],
  ['Hose', 'Planter', 'Pruner', 'Solar Light', 'Bird House'],
  ['Dog Bed', 'Cat Tree', 'Leash', 'Aquarium Filter', 'Chew Toy'],
  ['Stroller Bag', 'Sleeping Bag', 'Bottle Warmer', 'Play Mat'],
  ['Cookbook', 'Crime Novel', 'Vinyl Record', 'Atlas', 'Calendar'],
  ['Bike Lock', 'Roof Box', 'Helmet', 'Phone Mount', 'Tyre Pump'],
]
/** Titles as sellers write them: shown as text, or the bot pings a whole channel. */
const HOSTILE_TITLES = [
  'SALE <!channel> Headphones & Case',
  'Charger <@U123> "fast" <b>65W</b>',
  'Lamp\u0007 with\u0000 dimmer\u202e',
  'Jacket *bold* _now_ & <https://evil.example|click>',
]
const HOSTILE_MERCHANT = 'Müller & Söhne <!here>'

/** A fixed cast of merchants and products; the same random stream gives the same catalogue. */
export function catalogue(random: Random, days: number): Catalogue {
  const merchants = Array.from({ length: MERCHANTS }, (_, i) => merchant(random, i, days))
  const drafts = Array.from({ length: PRODUCTS }, (_, i) =>
    product(random, i, merchants, i < MERCHANTS ? i : ownerOf(random)),
  )
  const sums = new Map<number, number>()
  for (const { platform, category, weight } of drafts) {
    const cell = category * 2 + platform
    sums.set(cell, (sums.get(cell) ?? 0) + weight)
  }
  const products = drafts.map((draft) => {
    const share = (CATEGORY_FACTS[draft.category]?.share ?? 0) * (PLATFORM_SHARE[draft.platform] ?? 0)
    return { ...draft, weight: (draft.weight * share) / (sums.get(draft.category * 2 + draft.platform) ?? 1) }
  })
  return { merchants, products }
}

function merchant(random: Random, i: number, days: number): Merchant {
  const isNew = i >= 24 && i % 5 < 2
  const first = FIRST[i % FIRST.length] ?? ''
  const last = LAST[Math.floor(i / FIRST.length) % LAST.length] ?? ''
  return {
    id: `M-${String(i + 1).padStart(3, '0')}`,
    name: i === 7 ? HOSTILE_MERCHANT : `${first}${last}`,
    // the first 24 cover every category on both platforms, so that no cell is empty
    platform: i < 24 ? i % 2 : random.next() < (PLATFORM_SHARE[0] ?? 0) ? 0 : 1,
    category: i < 24 ? Math.floor(i / 2) : categoryAt(random.next()),
    region: random.below(REGIONS.length),
    signedUpOn: isNew ? random.below(days - 3) : -30 - random.below(600),
    rampDays: 20 + random.below(50),
  }
}

/** Old merchants hold the larger assortments. */
function ownerOf(random: Random): number {
  return Math.floor(MERCHANTS * random.next() ** 1.5)
}

function product(random: Random, i: number, merchants: readonly Merchant[], owner: number): Product {
  const seller = merchants[owner]
  if (!seller) throw new RangeError(`no merchant ${owner}`)
  const category = random.next() < 0.9 ? seller.category : categoryAt(random.next())
  const facts = CATEGORY_FACTS[category] ?? CATEGORY_FACTS[0]
  const elasticity = Math.min(-1.2, Math.max(-4, facts.elasticity + 0.35 * random.normal()))
  const listCents = pricePoint(facts.price * Math.exp(0.75 * random.normal()))
  // sellers price near the best mark-up for their demand, but miss it
  const best = elasticity / (elasticity + 1)
  const markup = Math.min(3.2, Math.max(1.15, best * Math.exp(0.22 * random.normal())))
  const nouns = NOUNS[category] ?? []
  const noun = nouns[random.below(nouns.length)] ?? ''
  const leadDays = 4 + random.below(14)
  const isHeavy = listCents > 8000
  return {
    sku: `SKU-${1001 + i}`,
    merchant: owner,
    platform: seller.platform,
    category,
    title:
      HOSTILE_TITLES[i - 40] ??
      `${ADJECTIVES[random.below(ADJECTIVES.length)]} ${noun} ${1 + random.below(90)}`,
    costCents: Math.round(listCents / markup),
    listCents,
    elasticity,
    weight: (random.next() * 120 + 4) ** -0.9,
    leadDays,
    leadSd: 0.8 + leadDays * (0.08 + 0.2 * random.next()),
    moq: isHeavy ? 2 : ([4, 6, 10, 12][random.below(4)] ?? 6),
    packSize: isHeavy ? 1 : ([1, 2, 3, 6][random.below(4)] ?? 1),
    listedOn: seller.signedUpOn + (seller.signedUpOn < 0 ? 0 : random.below(12)),
  }
}

function categoryAt(quantile: number): number {
  let sum = 0
  for (let i = 0; i < CATEGORY_FACTS.length; i++) {
    sum += CATEGORY_FACTS[i]?.share ?? 0
    if (quantile < sum) return i
  }
  return 0
}

/** The nearest price a shop would print: whole euros less a cent, ten cents, or half. */
export function pricePoint(cents: number): number {
  const euros = Math.max(2, Math.round(cents / 100))
  return (euros - 1) * 100 + (ENDINGS[euros % 5 === 0 ? 1 : euros % 7 === 0 ? 2 : 0] ?? 99)
}
