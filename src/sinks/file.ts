import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { csv } from '../lib/csv.ts'
import { plainAmount } from '../lib/money.ts'
import type { FileSettings } from './settings.ts'
import type { Change, Sink } from './sink.ts'

const HEADER = ['order', 'merchant', 'platform', 'sku', 'title', 'quantity', 'cost', 'currency']

/**
 * Purchase orders as files, one an order, in a folder a merchant: whoever sends them on moves them away. The name is the
 * order's own, so that it is written once; a file appears whole or not at all.
 */
export function fileSink({ folder }: FileSettings): Sink {
  return {
    read: null,
    async write(change) {
      const place = join(folder, safe(change.merchantId || 'no-merchant'))
      const name = `order-${change.suggestionId}-${safe(change.productId)}.csv`
      const path = join(place, name)
      if (change.after === null) {
        const cancelled = path.replace(/\.csv$/, '.cancelled')
        if (await isThere(cancelled)) return { kind: 'done' }
        // what somebody took away has been sent on: it cannot be taken back here
        if (!(await isThere(path))) return { kind: 'refused', because: `${name} was taken away already` }
        await rename(path, cancelled)
        return { kind: 'done' }
      }
      await mkdir(place, { recursive: true })
      const draft = join(place, `.${name}.part`)
      await writeFile(draft, contentOf(change))
      await rename(draft, path)
      return { kind: 'done' }
    },
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function contentOf(change: Change): string {
  const { suggestionId, merchantId, platform, productId, title, after, costCents, currency } = change
  const cost = costCents === null ? '' : plainAmount(costCents, currency)
  return csv([HEADER, [suggestionId, merchantId, platform, productId, title, after ?? '', cost, currency]])
}

function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, (char) => `~${char.codePointAt(0)?.toString(16)}`).slice(0, 100)
}
