import { sum } from '../../lib/sum.ts'
import { HOURLY, SESSIONS_A_DAY, trafficFactor } from './calendar.ts'
import { type Product, REGIONS } from './catalogue.ts'
import { companionProbability, purchaseProbability, TRUE_MODEL, type Visit } from './demand.ts'
import { fulfil, type OrderLine, refund } from './orders.ts'
import type { Incident, Run } from './run.ts'

/** One day of the shop: parcels in, sessions one after the other, shelves counted. */
export function liveThrough(run: Run, day: number): void {
  run.room.openDay(day)
  run.aisles.open(day)
  const wobble = 1 + 0.03 * run.random.normal()
  const count = run.random.poisson(SESSIONS_A_DAY * trafficFactor(run.time, day) * wobble)
  for (const at of arrivals(run, day, count)) receive(run, day, at)
  run.room.closeDay(day)
}

function arrivals({ random, time }: Run, day: number, count: number): Uint32Array {
  const from = time.starts[day] ?? 0
  const length = (time.starts[day + 1] ?? 0) - from
  const total = sum(HOURLY)
  const at = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    let left = random.next() * total
    let hour = 0
    while (hour < 23 && left >= (HOURLY[hour] ?? 0)) left -= HOURLY[hour++] ?? 0
    at[i] = from + Math.floor(((hour + random.next()) / 24) * length)
  }
  return at.sort()
}

function receive(run: Run, day: number, at: number): void {
  const { random, seen, room, time } = run
  const p = run.aisles.anywhere(random)
  const product = run.shop.products[p]
  if (!product || seen.count >= seen.at.length) return
  const customer = run.people.arrive(product.platform, day)
  const channel = pick(random.next(), [0.44, 0.36])
  const device = pick(random.next(), channel === 0 ? [0.93, 0] : [0.45, 0.47])
  const interest = 0.35 + 1.3 * random.next() ** 2 + (customer.isReturning ? 0.15 : 0)
  const productViews = Math.min(60, 1 + random.poisson(2.6 * interest))
  const cartAdds = Math.min(20, random.poisson(0.13 * productViews * interest))
  const searches = Math.min(30, random.poisson(0.8 * interest))
  const slot = p * time.room + day
  const price = run.priced.cents[slot] ?? product.listCents
  const campaign = time.campaigns[(run.priced.campaign[slot] ?? 0) - 1]
  const isOut = room.available(p) <= 0
  const inStock = Math.round((100 * (isOut ? productViews - 1 : productViews)) / productViews)
  const isTested = day >= time.experiment.from && product.platform === time.experiment.platform
  const visit: Visit = {
    productViews,
    cartAdds,
    isReturning: customer.isReturning,
    priceRatio: price / product.listCents,
    discount: campaign?.discount ?? 0,
    inStock: inStock / 100,
    device,
    channel,
    isPromo: campaign !== undefined,
    variant: isTested ? 1 + (Math.imul(customer.id, 0x9e3779b1) >>> 31) : 0,
    urge: campaign?.urge ?? 0,
  }
  const i = seen.count++
  seen.at[i] = at
  seen.product[i] = p
  seen.customer[i] = customer.id
  seen.channel[i] = channel
  seen.device[i] = device
  seen.region[i] = regionOf(customer.id)
  seen.returning[i] = Number(customer.isReturning)
  seen.variant[i] = visit.variant
  seen.productViews[i] = productViews
  seen.cartAdds[i] = cartAdds
  seen.searches[i] = searches
  seen.pageViews[i] = Math.min(250, productViews + searches + random.poisson(2))
  seen.seconds[i] = Math.min(60_000, Math.round(20 + 38 * productViews * Math.exp(0.5 * random.normal())))
  seen.priceCents[i] = price
  seen.discount[i] = Math.round(visit.discount * 100)
  seen.inStock[i] = inStock

  const chance = purchaseProbability(visit, product, time)
  tally(run, p, isOut ? 0 : chance, TRUE_MODEL.slopePerElasticity * product.elasticity * (1 - chance))
  const wants = random.next() < chance
  if (wants && !isOut && getsThrough(run, product, at)) checkOut(run, day, i, p)
}

function getsThrough({ incident, later, random }: Run, product: Product, at: number): boolean {
  const hit = [incident, later].find((one) => one !== null && isHit(one, product, at))
  return !hit || random.next() < hit.getsThrough
}

function isHit({ from, to, platform, category }: Incident, product: Product, at: number): boolean {
  if (at < from || at >= to) return false
  return (
    (platform ?? product.platform) === product.platform && (category ?? product.category) === product.category
  )
}

function tally(run: Run, p: number, chance: number, slope: number): void {
  run.expected[p] = (run.expected[p] ?? 0) + chance
  run.slope[p] = (run.slope[p] ?? 0) + chance * slope
}

function checkOut(run: Run, day: number, session: number, first: number): void {
  const { random, seen, orders } = run
  const platform = run.shop.products[first]?.platform ?? 0
  const id = orders.length
  const lines: OrderLine[] = []
  const hasCoupon = random.next() < 0.05
  for (const p of [first, ...companions(run, day, first)]) {
    const product = run.shop.products[p]
    const unitCents = run.priced.cents[p * run.time.room + day] ?? 0
    const isBulk = random.next() < 0.006
    const quantity = run.room.take(p, isBulk ? 5 + random.below(12) : 1 + random.poisson(0.12))
    if (!product || quantity === 0) continue
    const discountCents = hasCoupon ? Math.round(unitCents * quantity * 0.05) : 0
    const freightCents = lines.length === 0 ? 390 : 0
    lines.push({
      order: id,
      line: lines.length + 1,
      product: p,
      quantity,
      unitCents,
      discountCents,
      freightCents,
    })
  }
  const customer = seen.customer[session] ?? 0
  const order = fulfil(random, {
    id,
    session,
    platform,
    customer,
    channel: seen.channel[session] ?? 0,
    region: seen.region[session] ?? 0,
    at: (seen.at[session] ?? 0) + 30 + random.below(60),
  })
  orders.push(order)
  run.people.bought(platform, customer)
  for (const line of lines) {
    run.lines.push(line)
    const back = refund(random, order, line)
    if (back) run.refunds.push(back)
  }
}

/** Up to three more products; what is dearer than usual or sold out stays on the shelf. */
function companions(run: Run, day: number, first: number): number[] {
  const chosen: number[] = []
  for (let tries = pick(run.random.next(), [0.42, 0.28, 0.16]); tries > 0; tries--) {
    const p = run.aisles.beside(first, run.random)
    const product = run.shop.products[p]
    if (!product || p === first || chosen.includes(p) || run.room.available(p) <= 0) continue
    const price = run.priced.cents[p * run.time.room + day] ?? product.listCents
    const chance = companionProbability(product, price / product.listCents)
    tally(run, p, chance, product.elasticity)
    if (run.random.next() < chance) chosen.push(p)
  }
  return chosen
}

/** Index by shares; what they leave over is the last one. */
function pick(quantile: number, shares: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < shares.length; i++) {
    sum += shares[i] ?? 0
    if (quantile < sum) return i
  }
  return shares.length
}

function regionOf(customer: number): number {
  const spread = (Math.imul(customer, 0x85ebca6b) >>> 0) / 4_294_967_296
  return Math.floor(REGIONS.length * spread ** 1.4)
}
