import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { csv } from '../lib/csv.ts'
import { orderCsv, orderPdf } from './purchase-order.ts'
import type { FileSettings } from './settings.ts'
import type { Change, Sink } from './sink.ts'

/**
 * Purchase orders and audiences as files, one each, orders in a folder a merchant: whoever sends them on moves them away. The
 * name is its own, so that it is written once; a file appears whole or not at all.
 */
export function fileSink({ folder, pdf }: FileSettings): Sink {
  return {
    read: null,
    async write(change) {
      const isOrder = change.kind === 'restock'
      const place = isOrder ? join(folder, safe(change.merchantId || 'no-merchant')) : folder
      const stem = isOrder
        ? `order-${change.suggestionId}-${safe(change.productId)}`
        : `audience-${safe(change.productId)}`
      const path = join(place, `${stem}.csv`)
      if (change.after === null) {
        const cancelled = join(place, `${stem}.cancelled`)
        if (await isThere(cancelled)) return { kind: 'done' }
        // what somebody took away has been sent on: it cannot be taken back here
        if (!(await isThere(path))) return { kind: 'refused', because: `${stem}.csv was taken away already` }
        await rename(path, cancelled)
        const page = join(place, `${stem}.pdf`)
        if (await isThere(page)) await rename(page, join(place, `${stem}.cancelled.pdf`))
        return { kind: 'done' }
      }
      await mkdir(place, { recursive: true })
      if (isOrder && pdf) await whole(place, `${stem}.pdf`, await orderPdf(change))
      await whole(place, `${stem}.csv`, isOrder ? orderCsv(change) : audienceCsv(change))
      return { kind: 'done' }
    },
  }
}

async function whole(place: string, name: string, content: string | Buffer): Promise<void> {
  const draft = join(place, `.${name}.part`)
  await writeFile(draft, content)
  await rename(draft, join(place, name))
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function audienceCsv({ members = [] }: Change): string {
  return csv([['platform', 'customer'], ...members.map(({ platform, customer }) => [platform, customer])])
}

function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, (char) => `~${char.codePointAt(0)?.toString(16)}`).slice(0, 100)
}
