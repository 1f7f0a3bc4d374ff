import { Fault } from '../lib/errors.ts'
import { majorUnit } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { HttpClient } from '../sources/http/http.ts'
import { listAt, textAt } from '../sources/rows/shape.ts'
import { byStatus, parsed } from './answer.ts'
import type { RestSettings } from './settings.ts'
import type { Change, Sink, Written } from './sink.ts'
import { filled, filledUrl, valuesOf } from './values.ts'

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
          url: filledUrl(read.url, valuesOf(change, settings.amounts)),
          headers,
          retries: 0,
        })
        return amountOf(textAt(body, read.value), change, settings)
      }),
    async write(change) {
      const answer = await http.sendOnce({
        url: filledUrl(settings.url, valuesOf(change, settings.amounts)),
        method: settings.method,
        headers: { ...headers, [settings.key_header]: change.key },
        body: filled(settings.body, valuesOf(change, settings.amounts)),
      })
      const failed = byStatus(answer)
      if (failed || answer.kind === 'lost') return failed ?? { kind: 'unknown', because: '' }
      return refusedIn(parsed(answer.text), settings) ?? { kind: 'done' }
    },
  }
}

/** A refusal that comes with success: GraphQL says `errors`, and the file says where else they stand. */
function refusedIn(body: unknown, { errors }: RestSettings): Written | null {
  for (const path of ['errors', ...errors]) {
    const found = listAt(body, path)
    if (found && found.length > 0)
      return { kind: 'refused', because: oneLine(JSON.stringify(found[0]) ?? '', 200) }
  }
  return null
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

function amountOf(text: string | null, change: Change, { amounts }: RestSettings): number | null {
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(number)) return null
  if (change.kind !== 'price' || amounts === 'minor') return number
  return Math.round(number * majorUnit(change.currency))
}
