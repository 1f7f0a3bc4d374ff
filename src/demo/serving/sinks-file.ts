import { DEMO_TOKEN } from './sources-file.ts'

/** What a person writes to have approved prices put into the demo shop, and orders into a folder. */
export function sinksFileOf({ url, orders }: { readonly url: string; readonly orders: string }): string {
  const price = `${url}/v1/products/{{platform}}/{{product_id}}/price`
  return `sinks:
  - name: demo-prices
    kind: price
    to:
      type: rest
      url: "${price}"
      method: PUT
      headers: { Authorization: "Bearer \${${DEMO_TOKEN}}" }
      body: { price: "{{after}}", currency: "{{currency}}" }
      read: { url: "${price}", value: price }
    limits: { max_change: 20% }
    dry_run: false
  - name: demo-orders
    kind: restock
    to: { type: file, folder: ${JSON.stringify(orders)} }
    dry_run: false
`
}
