import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { countsAs, LINE_KINDS, SALE_RULES, type SalePlatform } from '../../../src/lake/engine/sales.ts'

const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')

/** The rows of the table between two comments, a list of cells each. */
function tableOf(name: string): string[][] {
  const [, text = ''] = new RegExp(`<!-- ${name} -->([\\s\\S]*?)<!-- /${name} -->`).exec(page) ?? []
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

it('the page says of every status what the code makes of it', () => {
  const said = tableOf('orders').map(([platform, statuses = '', counts, because]) => ({
    platform,
    statuses: statuses.split(', ').map((status) => status.replaceAll('`', '')),
    counts,
    because,
  }))
  expect(said).toEqual(SALE_RULES)
})

it('the page says of every kind of line what the code says', () => {
  expect(Object.fromEntries(tableOf('lines').map(([kind, what]) => [kind, what]))).toEqual(LINE_KINDS)
})

it.each<[SalePlatform, string | null, string]>([
  ['woocommerce', 'completed', 'sale'],
  ['woocommerce', 'processing', 'sale'],
  ['woocommerce', 'on-hold', 'sale'],
  ['woocommerce', 'refunded', 'sale'],
  ['woocommerce', 'pending', 'pending'],
  ['woocommerce', 'wc-pending', 'pending'],
  ['woocommerce', 'failed', 'not_sale'],
  ['woocommerce', 'checkout-draft', 'not_sale'],
  ['woocommerce', 'auto-draft', 'not_sale'],
  ['woocommerce', 'trash', 'not_sale'],
  ['woocommerce', 'cancelled', 'cancelled'],
  ['shopify', 'PAID', 'sale'],
  ['shopify', 'pending', 'sale'],
  ['shopify', 'authorized', 'sale'],
  ['shopify', 'expired', 'not_sale'],
  ['shopify', 'voided', 'cancelled'],
  ['any', ' Cancelled ', 'cancelled'],
  ['any', 'Pending', 'pending'],
  ['any', 'delivered', 'sale'],
  ['any', null, 'sale'],
])('an order of %s that is %s counts as %s', (platform, status, counts) => {
  expect(countsAs(platform, status)).toBe(counts)
})
