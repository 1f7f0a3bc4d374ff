import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addSource } from '../../src/cli/source.ts'
import { readConfig } from '../../src/config/config.ts'
import { explain } from '../../src/lib/errors.ts'
import { html, rivalShop } from '../sources/competitors/rival-shop.ts'
import { json } from '../sources/platform.ts'
import { order, wooShop } from '../sources/woocommerce/woo-shop.ts'
import { floorwalker } from './terminal.ts'

let dir = ''
let shop: Awaited<ReturnType<typeof wooShop>>
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-source-'))
  const orders = Array.from({ length: 12 }, (_, i) =>
    order(i + 1, { customer_id: 0, billing: { email: 'bob@example.com' } }),
  )
  shop = await wooShop({ orders })
})
afterAll(async () => {
  await shop.close()
  rmSync(dir, { recursive: true })
})

const file = () => join(dir, 'sources.yaml')
const env = (more = {}) => ({
  DATA_DIR: join(dir, 'var'),
  SOURCES_FILE: file(),
  ALLOW_PRIVATE_HOSTS: '127.0.0.1',
  WOO_KEY: 'ck_hush',
  WOO_SECRET: 'cs_hush',
  ...more,
})
const answers = () => ['woocommerce', 'craft', shop.url, 'WOO_KEY', 'WOO_SECRET', 'UTC', 'USD', 'yes']

/** What is typed is answered in order; what is said is caught. */
async function add(typed: readonly string[], more: Record<string, string> = {}) {
  const environment: Record<string, string> = env(more)
  const read = readConfig(environment)
  if (read.kind === 'faults') throw new Error('the configuration of the test is wrong')
  const answers = [...typed]
  const said = { out: '', err: '' }
  for (const [stream, where] of [
    [process.stdout, 'out'],
    [process.stderr, 'err'],
  ] as const)
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said[where] += String(text)
      return true
    })
  const asking = { ask: async () => answers.shift() ?? '' }
  const call = {
    config: { ...read.config, logLevel: 'silent' as const },
    secret: (name: string) => environment[name] || null,
  }
  const code = await addSource(call, asking).catch((error: unknown) => {
    said.err += explain(error)
    return 1
  })
  vi.restoreAllMocks()
  return { code, ...said }
}
afterEach(() => vi.restoreAllMocks())

describe('floorwalker source add', () => {
  it('tries the feed, shows ten rows as they would be stored, and saves no secret', async () => {
    writeFileSync(file(), '# ours\nfeeds: []\n')
    const { code, out, err } = await add(answers())
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out.match(/order_id=\d+ /g)).toHaveLength(10)
    expect(out).toContain('craft/products: answers, and has no rows yet')
    // the shopper is a keyed hash already
    expect(out).not.toContain('bob@example.com')
    const saved = readFileSync(file(), 'utf8')
    expect(saved).toContain('# ours')
    expect(saved).toContain('key: WOO_KEY')
    expect(`${saved}${out}`).not.toContain('hush')
    expect(readdirSync(dir).filter((name) => name.includes('candidate'))).toEqual([])
    const twice = await add(answers())
    expect(twice.err).toContain('two feeds are called craft/orders')
    expect(readFileSync(file(), 'utf8')).toBe(saved)
  })

  it('saves nothing when the key is wrong, is not set, or is typed itself', async () => {
    const refusing = await wooShop({ orders: [] }, [
      json({ message: 'no' }, 401),
      json({ message: 'no' }, 401),
    ])
    const name = { SOURCES_FILE: join(dir, 'other.yaml') }
    const wrong = await add(
      ['woocommerce', 'b', refusing.url, 'WOO_KEY', 'WOO_SECRET', 'UTC', 'USD', 'yes'],
      name,
    )
    await refusing.close()
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('answered 401') })
    expect((await add(answers(), { ...name, WOO_KEY: '' })).err).toContain('WOO_KEY is not set')
    const typed = await add(['woocommerce', 'c', shop.url, 'ck_hush'], name)
    expect(typed.err).toContain('that is not the name of a variable')
    expect(typed.err).not.toContain('ck_hush')
    expect(existsSync(join(dir, 'other.yaml'))).toBe(false)
  })

  it('reads a competitor’s page as it will be read, after its robots.txt', async () => {
    const plain = html('<h1>Oak chair</h1><b class="cost">1.299,00 €</b>')
    const rival = await rivalShop({
      '/a': [plain],
      '/robots.txt': [(response) => void response.end('User-agent: *\nDisallow: /private')],
      '/private': [plain],
    })
    const SOURCES_FILE = join(dir, 'rivals.yaml')
    const typed = (path: string, price: string) =>
      add(['competitors', 'rivals', `${rival.url}${path}`, '4006381333931', price, 'UTC', 'EUR', 'yes'], {
        SOURCES_FILE,
      })
    expect((await typed('/a', '.price')).err).toContain('There is no price on')
    expect((await typed('/private', '.cost')).err).toContain('keeps crawlers from')
    expect(existsSync(SOURCES_FILE)).toBe(false)
    const { code, out, err } = await typed('/a', '.cost')
    await rival.close()
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('price=1299.00')
    expect(readFileSync(SOURCES_FILE, 'utf8')).toContain('gtin: "4006381333931"')
    expect(rival.times('/private')).toBe(0)
  })

  it('refuses an address of its own network that is not allowed, and a kind it does not know', async () => {
    const inner = await add(answers(), { ALLOW_PRIVATE_HOSTS: '', SOURCES_FILE: join(dir, 'd.yaml') })
    expect(inner.err).toContain('Name it in ALLOW_PRIVATE_HOSTS')
    expect((await add(['shopfy'])).err).toContain('Did you mean shopify?')
  })

  it('asks at the terminal, and ends where the answers end', async () => {
    const { code, out, err } = await floorwalker(['source', 'add'], env(), dir, ['sql', 'erp'])
    expect(out).toContain('What kind of feed (rest, files, competitors, rates, shopify, sql, woocommerce)')
    expect(err).toContain('An answer is needed. Nothing was saved.')
    expect(code).toBe(1)
  })
})
