import { load } from 'cheerio/slim'
import { oneLine } from '../../lib/text.ts'

/** What a page asks for its product. Money as text with a point, such as `1299.00`. */
export interface Offer {
  readonly price: string
  /** null: as the feed says */
  readonly currency: string | null
  readonly availability: 'in_stock' | 'out_of_stock' | null
  readonly title: string | null
  readonly gtin: string | null
}

/** CSS selectors of a shop whose pages do not say by themselves what they sell. */
export interface Selectors {
  readonly price: string
  readonly currency?: string | undefined
  readonly availability?: string | undefined
  readonly title?: string | undefined
  readonly gtin?: string | undefined
}

type Page = ReturnType<typeof load>
type Holder = Readonly<Record<string, unknown>>

/** Of a page of one product: JSON-LD first, then microdata, both after schema.org; then the selectors. */
export function offerIn(html: string, selectors: Selectors | null): Offer | null {
  const $ = load(html)
  return fromJsonLd($) ?? fromMicrodata($) ?? (selectors && fromSelectors($, selectors))
}

function fromJsonLd($: Page): Offer | null {
  const products = $('script[type="application/ld+json"]')
    .toArray()
    .flatMap((script) => productsIn(parsed($(script).text()), 0))
  for (const product of products) {
    const offers = offersOf(product.offers)
    const [best] = offers.sort((a, b) => Number(a.price) - Number(b.price))
    if (!best) continue
    const gtin = ['gtin13', 'gtin', 'gtin14', 'gtin12', 'gtin8', 'isbn'].map((name) => textOf(product[name]))
    return { ...best, title: textOf(product.name), gtin: gtin.find((found) => found !== null) ?? null }
  }
  return null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const DEEPEST = 6

function productsIn(value: unknown, depth: number): Holder[] {
  if (depth > DEEPEST) return []
  if (Array.isArray(value)) return value.flatMap((one) => productsIn(one, depth + 1))
  if (!isHolder(value)) return []
  if ([value['@type']].flat().some((type) => type === 'Product' || type === 'ProductGroup')) return [value]
  return [...productsIn(value['@graph'], depth + 1), ...productsIn(value.mainEntity, depth + 1)]
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function offersOf(value: unknown): Pick<Offer, 'price' | 'currency' | 'availability'>[] {
  return [value].flat().flatMap((offer) => {
    if (!isHolder(offer)) return []
    const specified = [offer.priceSpecification].flat().find(isHolder)
    const price = machinePrice(textOf(offer.price) ?? textOf(offer.lowPrice) ?? textOf(specified?.price))
    if (price === null) return offersOf(offer.offers)
    const currency = code(textOf(offer.priceCurrency) ?? textOf(specified?.priceCurrency))
    return [{ price, currency, availability: availabilityIn(textOf(offer.availability)) }]
  })
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)) || null : null
}

function fromMicrodata($: Page): Offer | null {
  const product = $('[itemtype*="schema.org/Product"]').first()
  if (product.length === 0) return null
  const prop = (name: string) => {
    const node = product.find(`[itemprop="${name}"]`).first()
    const told = node.attr('content') ?? node.attr('href') ?? node.text()
    return oneLine(told) || null
  }
  const told = prop('price') ?? prop('lowPrice')
  const price = machinePrice(told) ?? shownPrice(told)
  if (price === null) return null
  return {
    price,
    currency: code(prop('priceCurrency')),
    availability: availabilityIn(prop('availability')),
    title: prop('name'),
    gtin: prop('gtin13') ?? prop('gtin') ?? prop('gtin14') ?? prop('gtin12') ?? prop('gtin8'),
  }
}

function fromSelectors($: Page, selectors: Selectors): Offer | null {
  const read = (selector: string | undefined) => {
    if (!selector) return null
    const node = $(selector).first()
    return oneLine(node.attr('content') ?? node.text()) || null
  }
  const shown = read(selectors.price)
  const price = shownPrice(shown)
  if (price === null) return null
  return {
    price,
    currency: code(read(selectors.currency)) ?? currencyIn(shown ?? ''),
    availability: availabilityIn(read(selectors.availability)),
    title: read(selectors.title),
    gtin: read(selectors.gtin),
  }
}

/** Data for machines has a point and no other sign. */
function machinePrice(text: string | null): string | null {
  const plain = text?.trim() ?? ''
  return /^\d{1,12}(\.\d+)?$/.test(plain) && Number(plain) > 0 ? plain : null
}

/**
 * A price as people read it: `1.299,00 €`, `$1,299.00`, `1 299,-`. Of a point and a comma the later one is the decimal
 * sign; a single one before three digits parts thousands.
 *
 * @internal exported for the tests: the ways a page may print a price
 */
export function shownPrice(text: string | null): string | null {
  const [number = ''] = /\d[\d.,'’\s\u00a0\u202f]*/.exec(text ?? '') ?? []
  const plain = number.replace(/['’\s\u00a0\u202f]/g, '').replace(/[.,]+$/, '')
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  if (last < 0) return machinePrice(plain)
  const isOnly = plain.indexOf(plain[last] ?? '') === last
  const parts = plain.slice(last + 1).length === 3 && !/[.,]/.test(plain.slice(0, last))
  const [whole, rest] = isOnly && !parts ? [plain.slice(0, last), plain.slice(last + 1)] : [plain, '']
  return machinePrice(`${whole.replace(/[.,]/g, '')}${rest ? `.${rest}` : ''}`)
}

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', zł: 'PLN', '₹': 'INR', '₩': 'KRW' }

/** A dollar or a yen may be of several countries: they are what the feed says. */
function currencyIn(text: string): string | null {
  const sign = Object.keys(SIGNS).find((one) => text.includes(one))
  return sign ? (SIGNS[sign] ?? null) : code(/\b[A-Z]{3}\b/.exec(text)?.[0] ?? null)
}

function code(text: string | null): string | null {
  const upper = text?.trim().toUpperCase() ?? ''
  return /^[A-Z]{3}$/.test(upper) ? upper : null
}

const OUT =
  /out\W?of\W?stock|sold\W?out|discontinued|unavailable|ausverkauft|nicht\W(auf\Wlager|lieferbar|verf)|rupture|agotado/i
const IN =
  /in\W?stock|available|limited|pre\W?order|back\W?order|lieferbar|auf\Wlager|verfügbar|en\Wstock|disponible/i

function availabilityIn(text: string | null): Offer['availability'] {
  if (text === null) return null
  if (OUT.test(text)) return 'out_of_stock'
  return IN.test(text) ? 'in_stock' : null
}
