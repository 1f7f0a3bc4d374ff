import { type Advised, priceAdvice, readAssortment } from '../jobs/assortment.ts'
import type { PriceAction, PriceAdvice } from '../src/advice/price.ts'
import { ranked, type Suggestion } from '../src/advice/suggestion.ts'
import type { Command } from '../src/context.ts'
import { showMoney } from '../src/lib/money.ts'
import { oneLine, plural, showChange } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { counted, find, isUsage } from './subject.ts'

interface Query {
  readonly kind: 'query'
  readonly subject: string
}

const KEEP: Readonly<Record<Extract<PriceAdvice, { kind: 'keep' }>['because'], string>> = {
  'no-cost': 'its cost is not known, so no profit can be reckoned',
  'no-sales': 'it sold nothing on ordinary days in stock of the last 90 days',
  'no-better': 'no allowed price point promises more profit',
  'not-sure': 'no price point raises profit with more than 90 % probability',
  'too-small': 'the gain would be too small to matter',
}
const SHOWN = 10

export const price: Command<Query> = {
  name: '/price',
  usage: '/price <sku|merchant>',
  about: 'The price that should earn more, what it brings and how sure that is. Nothing is changed.',
  examples: ['/price SKU-1042', '/price M-007'],
  roles: ['viewer', 'operator', 'manager'],
  parse(text) {
    const subject = text.trim()
    return subject
      ? { kind: 'query', subject }
      : { kind: 'usage', because: 'Name a product or a merchant, such as SKU-1042.' }
  },
  async answer(ctx, { subject }) {
    const read = await readAssortment(ctx.lake)
    if (!read) return { text: 'No product has been seen yet: nothing has been collected.', blocks: [] }
    const found = find(read.products, subject)
    if (isUsage(found)) return found
    const wanted = new Set(found)
    const advised = priceAdvice(read).filter(({ product }) => wanted.has(product))
    return say(advised, {
      subject: oneLine(subject, 60),
      asOf: read.asOf,
      currency: ctx.config.shop.currency,
    })
  },
}

function say(
  advised: readonly Advised<PriceAdvice>[],
  about: { subject: string; asOf: string; currency: string },
): Message {
  const titles = new Map(advised.map(({ product }) => [product.product_id, product.title]))
  const changes = ranked(
    advised.flatMap(({ advice }) => (advice.kind === 'change' ? [advice.suggestion] : [])),
  )
  const source = `Data to ${about.asOf}, from paid prices and units of 26 weeks. An association: no price test was run. Nothing is changed in the shop.`
  if (changes.length === 0) {
    const because = reasons(advised)
    const text = `Keep the price of ${about.subject}: ${because}.`
    return {
      text,
      blocks: [
        { kind: 'text', spans: text },
        { kind: 'context', spans: source },
      ],
    }
  }
  const text = `${plural(changes.length, 'price change')} for ${about.subject}; ${plural(advised.length - changes.length, 'product')} better kept as they are.`
  return {
    text,
    blocks: [
      { kind: 'header', text: `Price advice for ${about.subject}` },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: `Best ${Math.min(SHOWN, changes.length)} of ${changes.length}, gain over 30 days with 80 % interval`,
        columns: [
          { label: 'Product' },
          { label: 'Now', align: 'right' },
          { label: 'Better', align: 'right' },
          { label: 'Gain', align: 'right' },
          { label: 'Elasticity', align: 'right' },
          { label: 'Risk of loss', align: 'right' },
        ],
        rows: changes.slice(0, SHOWN).map((one) => row(one, titles.get(one.subject) ?? '', about.currency)),
      },
      { kind: 'context', spans: source },
    ],
  }
}

function row(
  { subject, action, gain, risk }: Suggestion<PriceAction>,
  title: string,
  currency: string,
): string[] {
  const money = (cents: number) => showMoney(cents, currency)
  const { fromCents, toCents, elasticity, elasticityLow, elasticityHigh } = action
  return [
    `${subject} ${oneLine(title, 40)}`,
    money(fromCents),
    `${money(toCents)} (${showChange(toCents / fromCents - 1)})`,
    `${money(gain.cents)} (${money(gain.low)} to ${money(gain.high)})`,
    `${elasticity.toFixed(1)} (${elasticityLow.toFixed(1)} to ${elasticityHigh.toFixed(1)})`,
    `${Math.round(100 * risk.ofLoss)} %`,
  ]
}

function reasons(advised: readonly Advised<PriceAdvice>[]): string {
  const told = advised.flatMap(({ advice }) => (advice.kind === 'keep' ? [KEEP[advice.because]] : []))
  if (told.length === 0) return 'its price is not known'
  if (told.length === 1) return told[0] ?? ''
  return counted(told)
    .map(([reason, times]) => `${plural(times, 'product')}: ${reason}`)
    .join('; ')
}
