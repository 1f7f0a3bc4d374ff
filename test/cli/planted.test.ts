import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listening } from '../slack/http.ts'
import { floorwalker } from './terminal.ts'

const SECRETS = {
  SLACK_BOT_TOKEN: 'xoxb-planted-bot-token',
  SLACK_APP_TOKEN: 'xapp-planted-app-token',
  SHOPPER_KEY: 'planted-customer-key-1',
  EVENTS_KEY: 'planted-events-key-22',
  MALL_TOKEN: 'planted-mall-token-333',
  ERP_DATABASE: 'postgres://reader:planted-password-4444@127.0.0.1:9/erp',
}
const PLANTED = /planted-(bot-token|app-token|customer-key|events-key|mall-token|password)/

let dir = ''
let url = ''
/** An API, and a Slack, that answer with all they were told: what is wrong is said in the words of the other side. */
const server = createServer((request, response) => {
  response.writeHead(401, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ ok: false, error: 'invalid_auth', told: request.headers, at: request.url }))
})
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'planted-'))
  url = `http://127.0.0.1:${await listening(server)}`
  writeFileSync(
    join(dir, 'sources.yaml'),
    `feeds:
  - name: mall
    platform: mall
    rest:
      url: ${url}/v1/{table}
      token: MALL_TOKEN
      paging: none
      rows: data
      zone: UTC
      currency: EUR
      tables: { merchants: same }
  - name: erp
    platform: erp
    sql:
      database: ERP_DATABASE
      zone: UTC
      currency: EUR
      tables:
        orders: { from: orders, cursor: updated_at, id: id, columns: { order_id: id, ordered_at: updated_at } }
`,
  )
})
afterAll(() => {
  server.close()
  rmSync(dir, { recursive: true })
})

const files = () =>
  readdirSync(dir, { recursive: true })
    .map((name) => join(dir, String(name)))
    .filter((path) => statSync(path).isFile())

it('no secret is in what is printed, logged or kept, whatever the other side answers', {
  timeout: 120_000,
}, async () => {
  const env = {
    ...SECRETS,
    DATA_DIR: join(dir, 'var'),
    SOURCES_FILE: join(dir, 'sources.yaml'),
    SLACK_API_URL: `${url}/api/`,
    ALLOW_PRIVATE_HOSTS: '127.0.0.1',
    LOG_LEVEL: 'debug',
    OPS_PORT: '0',
  }
  const ended = [
    await floorwalker(['job', 'collect'], env),
    await floorwalker(['doctor'], env),
    await floorwalker(['start'], env),
    await floorwalker(['start'], { ...env, DATABASE_URL: SECRETS.ERP_DATABASE }),
  ]
  const said = ended.map(({ out, err }) => `${out}${err}`)
  expect(said[0]).toContain('mall')
  expect(said[1]).toContain('mall')
  expect(said[2]).toContain('refuses SLACK_BOT_TOKEN')
  expect(said[3]).toContain('cannot be used')
  for (const text of said) expect(text).not.toMatch(PLANTED)
  const kept = files()
  expect(kept.some((path) => path.endsWith('state.sqlite'))).toBe(true)
  for (const path of kept) expect(readFileSync(path).toString('latin1'), path).not.toMatch(PLANTED)
  // and what is kept is for its owner
  const state = kept.find((path) => path.endsWith('state.sqlite')) ?? ''
  expect(statSync(state).mode & 0o077).toBe(0)
})
