import { Fault } from '../lib/errors.ts'
import { plainAmount } from '../lib/money.ts'
import type { Change } from './sink.ts'

export type Amounts = 'major' | 'minor'

const NAMES = /\{\{\s*([a-z_]+)\s*\}\}/g

type Values = Readonly<Record<string, unknown>>

/** What may stand between `{{ }}` in a sinks file. */
export function valuesOf(change: Change, amounts: Amounts): Values {
  const amount = (value: number | null) => {
    if (value === null || change.kind !== 'price' || amounts === 'minor') return value
    return plainAmount(value, change.currency)
  }
  return {
    key: change.key,
    platform: change.platform,
    product_id: change.productId,
    merchant_id: change.merchantId,
    title: change.title,
    before: amount(change.before),
    after: amount(change.after),
    currency: change.currency,
    ...(change.kind === 'campaign' && { campaign_id: change.productId, members: change.members ?? [] }),
  }
}

export function filledUrl(template: string, values: Values): string {
  return template.replace(NAMES, (_, name: string) => encodeURIComponent(`${valueNamed(values, name)}`))
}

/** A text that is one name becomes its value, so that pieces stay a number. */
export function filled(template: unknown, values: Values): unknown {
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const [whole, name] = /^\{\{\s*([a-z_]+)\s*\}\}$/.exec(part) ?? []
      if (whole) return valueNamed(values, name ?? '')
      return part.replace(NAMES, (_, one: string) => `${valueNamed(values, one)}`)
    }
    if (Array.isArray(part)) return part.map(fill)
    if (part === null || typeof part !== 'object') return part
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, fill(value)]))
  }
  return fill(template ?? {})
}

function valueNamed(values: Values, name: string): unknown {
  if (!(name in values))
    throw new Fault(`{{${name}}} is not known in a sink.`, `There are ${Object.keys(values).join(', ')}.`)
  return values[name] ?? null
}
