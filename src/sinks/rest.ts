import { Fault } from '../lib/errors.ts'
import { majorUnit, plainAmount } from '../lib/money.ts'
import type { HttpClient } from '../sources/http/http.ts'
import { textAt } from '../sources/rows/shape.ts'
import type { RestSettings } from './settings.ts'
import type { Change, Sink } from './sink.ts'

/** Any API that takes a price or an order, by what the file says of it. */
export function restSink(
  settings: RestSettings,
  {
    http,
    secret,
  }: {
    readonly http: Pick<HttpClient, 'getJson' | 'sendOnce'>
    readonly secret: (name: string) => string | null
  },
): Sink {
  const headers = Object.fromEntries(
    Object.entries(settings.headers).map(([name, value]) => [name, withSecrets(value, secret)]),
  )
  const { read } = settings
  return {
    read:
      read &&
      (async (change) => {
        const { body } = await http.getJson({
          url: filledUrl(read.url, change, settings),
          headers,
          retries: 0,
        })
        return amountOf(textAt(body, read.value), change, settings)
      }),
    async write(change) {
      const answer = await http.sendOnce({
        url: filledUrl(settings.url, change, settings),
        method: settings.method,
        headers: { ...headers, [settings.key_header]: change.key },
        body: filled(settings.body, change, settings),
      })
      if (answer.kind === 'lost') return { kind: 'unknown', because: answer.because }
      if (answer.status < 300) return { kind: 'done' }
      const because = `it answered ${answer.status}`
      const mayPass =
        answer.status === 408 || answer.status === 425 || answer.status === 429 || answer.status >= 500
      return mayPass ? { kind: 'unknown', because } : { kind: 'refused', because }
    },
  }
}

/** `${NAME}` is a variable of the environment: no secret stands in the file. */
function withSecrets(text: string, secret: (name: string) => string | null): string {
  return text.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
    const value = secret(name)
    if (!value)
      throw new Fault(`${name} is not set.`, 'A sink names it in a header: set it in the environment.')
    return value
  })
}

const NAMES = /\{\{\s*([a-z_]+)\s*\}\}/g

function valuesOf(
  change: Change,
  { amounts }: RestSettings,
): Readonly<Record<string, string | number | null>> {
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
  }
}

function filledUrl(template: string, change: Change, settings: RestSettings): string {
  const values = valuesOf(change, settings)
  return template.replace(NAMES, (_, name: string) => encodeURIComponent(`${valueNamed(values, name)}`))
}

/** A text that is one name becomes its value, so that pieces stay a number. */
function filled(template: unknown, change: Change, settings: RestSettings): unknown {
  const values = valuesOf(change, settings)
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const [only, name] = /^\{\{\s*([a-z_]+)\s*\}\}$/.exec(part) ?? []
      if (only !== undefined) return valueNamed(values, name ?? '')
      return part.replace(NAMES, (_, one: string) => `${valueNamed(values, one)}`)
    }
    if (Array.isArray(part)) return part.map(fill)
    if (part === null || typeof part !== 'object') return part
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, fill(value)]))
  }
  return fill(template ?? {})
}

function valueNamed(values: ReturnType<typeof valuesOf>, name: string): string | number | null {
  if (!(name in values))
    throw new Fault(`{{${name}}} is not known in a sink.`, `There are ${Object.keys(values).join(', ')}.`)
  return values[name] ?? null
}

function amountOf(text: string | null, change: Change, { amounts }: RestSettings): number | null {
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(number)) return null
  if (change.kind !== 'price' || amounts === 'minor') return number
  return Math.round(number * majorUnit(change.currency))
}
