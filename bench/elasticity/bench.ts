import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  elasticityOf,
  learnElasticities,
  type PricedProduct,
  type PriceWeek,
} from '../../src/advice/price/elasticity.ts'
import { advisePrice } from '../../src/advice/price/price.ts'
import { numbersOf, readTable, textsOf } from '../../src/lake/ingest/read-table.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { Z90 } from '../../src/stats/distributions/z.ts'

/**
 * What the elasticities and the price advice are worth on simulated shops whose truth is known, beside a raw Poisson
 * regression of every product by statsmodels on the same rows. The generator, shops.py, is written apart.
 */
const SHOPS = 5
const PRODUCTS = 300
const BARS = { rmseRatio: 0.1, wrongSigns: 0.01, worse: 0.05, cover: [0.87, 0.93] } as const

interface Product extends PricedProduct {
  readonly truth: number
  /** units a week on an ordinary week at the usual price */
  readonly level: number
  readonly listPrice: number
  readonly price: number
  readonly cost: number
  readonly peer: { readonly value: number; readonly se: number }
}

const folder = process.argv[2] ?? (await mkdtemp(join(tmpdir(), 'elasticity-')))
try {
  if (!process.argv[2]) {
    const script = fileURLToPath(new URL('shops.py', import.meta.url))
    const args = [script, folder, String(SHOPS), String(PRODUCTS)]
    const made = spawnSync('python3', args, { stdio: ['ignore', 'inherit', 'inherit'] })
    if (made.status !== 0)
      throw new Error('the simulated shops could not be made: Python with statsmodels is needed')
  }
  process.exitCode = report(await read(folder)) ? 0 : 1
} finally {
  if (!process.argv[2]) await rm(folder, { recursive: true, force: true })
}

async function read(from: string): Promise<Product[]> {
  const weeks = await readTable(join(from, 'weeks.csv'))
  const [ids, weekOf, units, price, promo, exposure] = [
    textsOf(weeks, 'product'),
    numbersOf(weeks, 'week'),
    numbersOf(weeks, 'units'),
    numbersOf(weeks, 'price'),
    numbersOf(weeks, 'promo'),
    numbersOf(weeks, 'exposure'),
  ]
  const of = new Map<string, PriceWeek[]>()
  for (const [row, id] of ids.entries()) {
    if (id === null) continue
    const week = {
      week: weekOf[row] ?? 0,
      units: units[row] ?? 0,
      logPrice: Math.log(100 * (price[row] ?? 1)),
      isPromo: promo[row] === 1,
      exposure: exposure[row] ?? 0,
    }
    of.set(id, [...(of.get(id) ?? []), week])
  }
  const truth = await readTable(join(from, 'truth.csv'))
  const peer = await readTable(join(from, 'peer.csv'))
  const told = (name: string) => numbersOf(truth, name)
  return textsOf(truth, 'product').map((id, i) => ({
    id: id ?? '',
    category: textsOf(truth, 'category')[i] ?? '',
    weeks: of.get(id ?? '') ?? [],
    truth: told('elasticity')[i] ?? Number.NaN,
    level: told('level')[i] ?? Number.NaN,
    listPrice: told('list')[i] ?? Number.NaN,
    price: told('price')[i] ?? Number.NaN,
    cost: told('cost')[i] ?? Number.NaN,
    peer: { value: numbersOf(peer, 'value')[i] ?? Number.NaN, se: numbersOf(peer, 'se')[i] ?? Number.NaN },
  }))
}

function report(products: readonly Product[]): boolean {
  const shopOf = (id: string) => id.split('-')[0]
  const known = new Map<string, { value: number; se: number }>()
  for (const shop of new Set(products.map(({ id }) => shopOf(id)))) {
    const mine = products.filter((product) => shopOf(product.id) === shop)
    const { model, own } = learnElasticities({
      count: mine.length,
      at: (i) => mine[i] ?? { id: '', category: '', weeks: [] },
    })
    for (const [i, product] of mine.entries())
      known.set(product.id, elasticityOf(product, own[i] ?? null, model))
  }
  const ours = judged(products, ({ id }) => known.get(id) ?? { value: Number.NaN, se: Number.NaN })
  const raw = judged(products, ({ peer }) => peer)
  const [gated, ungated, rawGated] = [
    advised(products, (p) => known.get(p.id), 0.9),
    advised(products, (p) => known.get(p.id), 0),
    advised(products, (p) => p.peer, 0.9),
  ]
  const ratio = ours.rmse / raw.rmse
  const met = {
    ratio: ratio <= BARS.rmseRatio,
    wrong: ours.wrong < BARS.wrongSigns,
    worse: gated.worse < BARS.worse,
    cover: ours.cover >= BARS.cover[0] && ours.cover <= BARS.cover[1],
  }
  const say = (isMet: boolean) => (isMet ? 'met' : 'missed')
  const share = (value: number) => `${(100 * value).toFixed(1)} %`
  console.log(
    `${products.length} products of ${SHOPS} simulated shops, 52 weeks; raw: statsmodels, one Poisson regression a product`,
  )
  console.log(
    `RMSE: ${ours.rmse.toFixed(3)} against ${raw.rmse.toFixed(3)} raw, ratio ${ratio.toFixed(3)}, bar ${BARS.rmseRatio}: ${say(met.ratio)}`,
  )
  console.log(`median distance: ${ours.middle.toFixed(3)} against ${raw.middle.toFixed(3)} raw`)
  console.log(
    `wrong signs: ${share(ours.wrong)} against ${share(raw.wrong)} raw, bar < ${share(BARS.wrongSigns)}: ${say(met.wrong)}`,
  )
  console.log(
    `90 % intervals cover ${share(ours.cover)} against ${share(raw.cover)} raw, bar 87 to 93 %: ${say(met.cover)}`,
  )
  console.log(
    `advice when P(gain) > .9: changes ${share(gated.changed)} of products, ${share(gated.worse)} of those made worse (raw ${share(rawGated.worse)} of ${share(rawGated.changed)}; ours without the gate ${share(ungated.worse)} of ${share(ungated.changed)}), bar < ${share(BARS.worse)}: ${say(met.worse)}`,
  )
  console.log(
    `profit gained: ${share(gated.gained)} of what could be had, ${share(ungated.gained)} without the gate, ${share(rawGated.gained)} raw`,
  )
  return Object.values(met).every(Boolean)
}

function judged(products: readonly Product[], of: (product: Product) => { value: number; se: number }) {
  const told = products.flatMap((product) => {
    const { value, se } = of(product)
    return Number.isFinite(value) ? [{ value, se, off: Math.abs(value - product.truth) }] : []
  })
  const count = told.length
  return {
    rmse: Math.sqrt(sumOf(told, ({ off }) => off ** 2) / count),
    middle: told.map(({ off }) => off).toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN,
    wrong: told.filter(({ value }) => value >= 0).length / count,
    cover: told.filter(({ off, se }) => off <= Z90 * se).length / count,
  }
}

/** The shop's own advice, and what it would truly bring under the true elasticity. */
function advised(
  products: readonly Product[],
  of: (product: Product) => { value: number; se: number } | undefined,
  minConfidence: number,
) {
  let [changed, worse, gained, possible] = [0, 0, 0, 0]
  for (const product of products) {
    const [from, cost] = [Math.round(100 * product.price), Math.round(100 * product.cost)]
    const prices = product.weeks.map(({ logPrice }) => Math.exp(logPrice))
    const units = (product.level * 30) / 7
    const gain = (to: number, elasticity: number) =>
      units *
      (product.price / product.listPrice) ** product.truth *
      ((to / from) ** elasticity * (to - cost) - (from - cost))
    const facts = {
      productId: product.id,
      asOf: '2026-01-01',
      currency: 'EUR',
      competitorCents: null,
      leastAdvertisedCents: null,
      daysSinceChange: null,
      stock: null,
      priceCents: from,
      costCents: cost,
      lowestSeenCents: Math.min(from, ...prices),
      highestSeenCents: Math.max(from, ...prices),
      units: Math.max(
        1,
        sumOf(product.weeks.slice(-13), (week) => week.units),
      ),
      days: 91,
    }
    const advise = (elasticity: { value: number; se: number }, at: number) =>
      advisePrice(
        { ...facts, elasticity: { ...elasticity, own: null, weeks: 52, prices: 2 } },
        { minConfidence: at, leastGainCents: 0 },
      )
    const best = advise({ value: product.truth, se: 1e-6 }, 0)
    if (best.kind === 'change') possible += gain(best.suggestion.action.toCents, product.truth)
    const known = of(product)
    const advice = known && Number.isFinite(known.value) ? advise(known, minConfidence) : null
    if (advice?.kind !== 'change') continue
    const won = gain(advice.suggestion.action.toCents, product.truth)
    changed++
    worse += Number(won < 0)
    gained += won
  }
  return {
    changed: changed / products.length,
    worse: worse / Math.max(1, changed),
    gained: gained / possible,
  }
}
