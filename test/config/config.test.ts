import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { VARIABLES } from '../../src/config/variables.ts'

describe('the configuration', () => {
  it('works with nothing set: the local workspace, SQLite, UTC', () => {
    const result = readConfig({})
    expect(result).toMatchObject({
      kind: 'config',
      config: { slack: { mode: 'workspace' }, databaseUrl: 'sqlite:var/state.sqlite', shop: { zone: 'UTC' } },
    })
  })

  it('names every fault at once, each with its remedy', () => {
    const result = readConfig({
      PORT: 'http',
      SHOP_ZONE: 'Mars/Base',
      SHOP_CURRENCY: 'euro',
      DIGEST_AT: '25:00',
    })
    expect(result.kind).toBe('faults')
    if (result.kind !== 'faults') throw new Error(result.kind)
    expect(result.faults.map((fault) => fault.variable)).toEqual([
      'PORT',
      'SHOP_ZONE',
      'SHOP_CURRENCY',
      'DIGEST_AT',
    ])
    for (const fault of result.faults) expect(fault.remedy).toMatch(/^Give /)
  })

  it('refuses half a Slack configuration and says which half is missing', () => {
    expect(readConfig({ SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
      faults: [{ variable: 'SLACK_BOT_TOKEN' }],
    })
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1' })).toMatchObject({
      faults: [{ variable: 'SLACK_APP_TOKEN' }],
    })
  })

  it('takes Socket Mode with an app token and HTTP with a signing secret', () => {
    const socket = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })
    expect(socket).toMatchObject({ config: { slack: { mode: 'socket' } } })
    const http = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '12345678' })
    expect(http).toMatchObject({ config: { slack: { mode: 'http' } } })
  })

  it('is asked how it is from this machine alone, unless an address says otherwise', () => {
    for (const [given, ops] of [
      ['', { host: '127.0.0.1', port: 9090 }],
      ['9100', { host: '127.0.0.1', port: 9100 }],
      ['0', { host: '127.0.0.1', port: 0 }],
      ['0.0.0.0:9090', { host: '0.0.0.0', port: 9090 }],
      ['[::]:9090', { host: '::', port: 9090 }],
    ] as const)
      expect(readConfig({ OPS_PORT: given })).toMatchObject({ config: { ops } })
    for (const given of ['70000', 'all', 'example.com:9090', ':9090', '-1'])
      expect(readConfig({ OPS_PORT: given })).toMatchObject({ faults: [{ variable: 'OPS_PORT' }] })
  })

  it('reads an empty value as not set', () => {
    expect(readConfig({ PORT: '', SHOP_ZONE: ' ' })).toMatchObject({
      config: { port: 3000, shop: { zone: 'UTC' } },
    })
  })

  it('reads a confidence as a percentage or a share, and none that a coin would do for', () => {
    expect(readConfig({})).toMatchObject({ config: { confidence: { price: 0.9, restock: 0 } } })
    expect(readConfig({ PRICE_CONFIDENCE: '95%', RESTOCK_CONFIDENCE: '.6' })).toMatchObject({
      config: { confidence: { price: 0.95, restock: 0.6 } },
    })
    expect(readConfig({ PRICE_CONFIDENCE: '40%', RESTOCK_CONFIDENCE: 'sure' })).toMatchObject({
      faults: [{ variable: 'PRICE_CONFIDENCE' }, { variable: 'RESTOCK_CONFIDENCE' }],
    })
  })

  it('lists every variable in .env.example and no other', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
    const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1])
    expect(named.sort()).toEqual([...VARIABLES].sort())
  })
})
