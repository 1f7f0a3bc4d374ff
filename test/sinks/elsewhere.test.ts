import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex from 'knex'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryOut } from '../../src/sinks/carry-out.ts'
import { openSink } from '../../src/sinks/registry.ts'
import { sinksIn } from '../../src/sinks/settings.ts'
import type { Change, Sink } from '../../src/sinks/sink.ts'
import { openTheirTable } from '../../src/state/database/their-table.ts'
import { THEIRS, theirDatabase } from '../sources/sql/their-database.ts'
import { faultServer, http } from './fault-server.ts'

const SECRETS: Record<string, string> = {}
function sinkTo(kind: string, to: object): Sink {
  const [settings] = sinksIn({ sinks: [{ name: 'one', kind, to }] })
  if (!settings) throw new Error('no sink')
  return openSink(settings.to, { http, secret: (name) => SECRETS[name] ?? null, openTable: openTheirTable })
}
const once = (sink: Sink, change: Change, stage: 'waiting' | 'sent' = 'waiting') =>
  carryOut(change, { stage, attempts: 0 }, { sink, sending: async () => {} })

const ORDER: Change = {
  ...{ key: '7:2026-11-24', kind: 'restock', suggestionId: 7, platform: 'p', productId: 'SKU-1' },
  ...{ merchantId: 'M-1', title: '杯 Cup', before: null, after: 24, currency: 'EUR', costCents: 12_000 },
}
const BACK: Change = { ...ORDER, key: `${ORDER.key}:undo`, before: 24, after: null, costCents: null }
const PRICE: Change = { ...ORDER, kind: 'price', before: 2000, after: 1800, costCents: null }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sinks-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A database of this server that there is not. */
function noSuch(url: string): string {
  const other = new URL(url)
  other.pathname = '/no_such'
  return other.href
}

describe('a table of their database', () => {
  it.each(['sqlite', ...THEIRS] as const)(
    'of %s has a price set where it still is what it was, in its one row, and an order as one row a key',
    async (dialect) => {
      const theirs = dialect === 'sqlite' ? null : await theirDatabase(dialect)
      SECRETS.DB = theirs?.url ?? `sqlite:${join(folder, 'erp.db')}`
      const erp = knex(
        theirs
          ? {
              client: dialect === 'mysql' ? 'mysql2' : 'pg',
              connection: theirs.url,
              pool: { min: 0, max: 1 },
            }
          : { client: 'sqlite3', connection: { filename: join(folder, 'erp.db') }, useNullAsDefault: true },
      )
      await erp.raw('create table prices (sku varchar(40), shop varchar(40), price numeric(12, 2))')
      await erp.raw(
        'create table orders (ref varchar(80) unique, sku varchar(40), pieces integer, note varchar(200))',
      )
      await erp('prices').insert([
        { sku: 'SKU-1', shop: 'p', price: 20 },
        { sku: 'SKU-1', shop: 'q', price: 20 },
      ])
      const at = { type: 'sql', database: 'DB', table: 'prices', price: 'price' }
      const prices = sinkTo('price', { ...at, where: { sku: '{{product_id}}', shop: '{{platform}}' } })
      for (let n = 0; n < 2; n++) expect(await once(prices, PRICE)).toEqual({ stage: 'done', note: '' })
      const now: unknown[] = await erp('prices').orderBy('shop').pluck('price')
      expect(now.map(Number)).toEqual([18, 20])
      await erp('prices').where({ shop: 'p' }).update({ price: 17 })
      expect(await once(prices, { ...PRICE, before: 1800, after: 2000 })).toEqual({
        stage: 'conflict',
        note: '1700',
      })
      // two rows are meant: neither is written
      const both = sinkTo('price', { ...at, where: { sku: '{{product_id}}' } })
      expect((await both.write(PRICE)).kind).toBe('refused')
      const values = {
        sku: '{{product_id}}',
        pieces: '{{after}}',
        note: "'); drop table orders; -- {{title}}",
      }
      const orders = sinkTo('restock', {
        type: 'sql',
        database: 'DB',
        table: 'orders',
        key: 'ref',
        insert: values,
      })
      for (const stage of ['waiting', 'sent'] as const)
        expect((await once(orders, ORDER, stage)).stage).toBe('done')
      expect(await erp('orders')).toEqual([
        { ref: ORDER.key, sku: 'SKU-1', pieces: 24, note: "'); drop table orders; -- 杯 Cup" },
      ])
      expect((await once(orders, BACK)).stage).toBe('done')
      expect(await erp('orders')).toEqual([])
      expect(await once(orders, BACK)).toMatchObject({
        stage: 'failed',
        note: expect.stringContaining('no such order'),
      })
      SECRETS.DB = theirs ? noSuch(theirs.url) : `sqlite:${join(folder, 'no', 'such.db')}`
      expect(
        (
          await sinkTo('restock', {
            type: 'sql',
            database: 'DB',
            table: 'orders',
            key: 'ref',
            insert: values,
          }).write(ORDER)
        ).kind,
      ).toBe('unknown')
      await erp.destroy()
      await theirs?.remove()
    },
  )
})

describe('an order by e-mail', () => {
  it('goes to its supplier once, with CSV and PDF, over a real SMTP server that refuses, waits and is cut', async () => {
    const mails: { to: string; text: string }[] = []
    const said: (number | 'cut')[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData(stream, session, done) {
        let text = ''
        stream.on('data', (part) => {
          text += part
        })
        stream.on('end', () => {
          const answer = said.shift()
          if (answer === 'cut') {
            mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text })
            return void server.connections.forEach((one) => void one.close())
          }
          if (answer) return done(Object.assign(new Error('not now'), { responseCode: answer }))
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text })
          done()
        })
      },
    })
    server.on('error', () => {})
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', () => listening()))
    SECRETS.SMTP = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    const to = {
      type: 'email',
      server: 'SMTP',
      from: 'shop@shop.example',
      suppliers: { 'M-1': 'one@supplier.example' },
    }
    const sink = sinkTo('restock', to)
    said.push(451, 550)
    expect(await once(sink, ORDER)).toMatchObject({ stage: 'waiting' })
    expect(await once(sink, ORDER)).toMatchObject({ stage: 'failed' })
    expect(mails).toHaveLength(0)
    expect(await once(sink, ORDER)).toEqual({ stage: 'done', note: '' })
    const [mail] = mails
    expect(mail?.to).toBe('one@supplier.example')
    expect(mail?.text).toContain('order-7.csv')
    const pdf = /order-7\.pdf[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    // the answer is lost when the message is through: a person looks, nothing is sent again
    said.push('cut')
    const lost = await once(sink, { ...ORDER, key: 'other' })
    expect(lost).toMatchObject({ stage: 'failed', note: expect.stringContaining('may have been sent') })
    expect(await once(sink, ORDER, 'sent')).toMatchObject({ stage: 'failed' })
    expect(mails).toHaveLength(2)
    expect((await once(sink, BACK)).stage).toBe('done')
    expect(mails[2]?.text).toContain('Cancelled: purchase order 7')
    expect((await once(sink, { ...ORDER, merchantId: 'M-2' })).note).toContain('no address of M-2')
    await new Promise<void>((closed) => void server.close(() => closed()))
    expect(await once(sink, ORDER)).toMatchObject({ stage: 'waiting' })
  })
})

describe('an audience', () => {
  const members = [
    { platform: 'p', customer: 'a1' },
    { platform: 'p', customer: '=b2' },
  ]
  const campaign: Change = {
    ...ORDER,
    ...{ kind: 'campaign', productId: 'CP-1', merchantId: '', platform: '', title: 'all', after: 2, members },
  }

  it('is a file of those who are contacted, taken back while it lies there', async () => {
    const place = join(folder, 'audiences')
    const sink = sinkTo('campaign', { type: 'file', folder: place })
    expect((await once(sink, campaign)).stage).toBe('done')
    expect(readFileSync(join(place, 'audience-CP-1.csv'), 'utf8')).toBe(
      "platform,customer\r\np,a1\r\np,'=b2\r\n",
    )
    expect((await once(sink, { ...campaign, before: 2, after: null })).stage).toBe('done')
    expect(readdirSync(place)).toEqual(['audience-CP-1.cancelled'])
  })

  it('is put to a REST list by its key, and emptied by the undo', async () => {
    const lists = new Map<string, unknown>()
    const server = await faultServer({
      isWrite: ({ method }) => method === 'PUT',
      answer: ({ path, body }) => {
        lists.set(path, Object(body).people)
        return { status: 200, body: {} }
      },
    })
    const sink = sinkTo('campaign', {
      ...{ type: 'rest', url: `${server.url}/lists/{{campaign_id}}`, method: 'PUT' },
      body: { people: '{{members}}', key: '{{key}}' },
    })
    server.faults.push('429', 'cut after', 'none')
    const stages = []
    for (let n = 0; n < 3; n++) stages.push((await once(sink, campaign, n > 1 ? 'sent' : 'waiting')).stage)
    expect(stages).toEqual(['waiting', 'sent', 'done'])
    expect(lists.get('/lists/CP-1')).toEqual(members)
    await once(sink, { ...campaign, before: 2, after: null, members: [] })
    expect(lists.get('/lists/CP-1')).toEqual([])
    server.close()
  })
})
