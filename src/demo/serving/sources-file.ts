import { ZONE } from '../market/calendar.ts'
import { MAX_LIMIT } from './api.ts'
import { TABLES } from './columns.ts'

/** The variable under which the bot finds the shop's token. */
export const DEMO_TOKEN = 'DEMO_TOKEN'

/** What a person writes to read the demo shop as any other REST API. */
export function sourcesFileOf({ url }: { readonly url: string }): string {
  return `feeds:
  - name: demo
    platform: demo
    rest:
      url: ${url}/v1/{table}
      token: ${DEMO_TOKEN}
      query: { limit: ${MAX_LIMIT} }
      paging: { read: next_cursor, send: cursor }
      rows: data
      total: total
      zone: ${ZONE}
      currency: EUR
      fresh_within_minutes: 2160
      tables:
${TABLES.map((table) => `        ${table}: same`).join('\n')}
`
}
