import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { floorwalker, typedHere } from './terminal.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-cli-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const here = () => ({ DATA_DIR: join(dir, 'var') })

describe('floorwalker in a terminal', () => {
  it('lists its verbs when nothing is typed', async () => {
    const { code, out } = await floorwalker([])
    expect(code).toBe(0)
    for (const verb of ['start', 'demo', 'import', 'job', 'ask', 'doctor', 'manifest'])
      expect(out).toContain(verb)
  })

  it('offers the nearest verb to one that does not exist', async () => {
    const { code, err } = await floorwalker(['docter'])
    expect(code).toBe(1)
    expect(err).toContain('Did you mean "doctor"?')
  })

  it('shows the options of a verb', async () => {
    const { code, out } = await floorwalker(['demo', '--help'])
    expect(code).toBe(0)
    expect(out).toContain('--headless')
  })

  it('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    for (const word of ['--version', '-v', 'version'])
      expect(await floorwalker([word])).toEqual({ code: 0, out: `floorwalker ${version}\n`, err: '' })
  })

  it('lists the jobs and the commands where they may be named, and no folder of the machine', async () => {
    const helped = async (verb: string) => (await typedHere([verb, '--help'])).out
    expect(await helped('job')).toMatch(/^ {2}digest +Posts the daily digest/m)
    expect(await helped('ask')).toMatch(/^ {2}\/forecast +What a KPI will be/m)
    expect(await helped('demo')).not.toContain('../')
  })

  it('begins what every verb does at the same column', async () => {
    const lines = (await typedHere([])).out.split('\n').filter((line) => /^ {2}\w/.test(line))
    expect(new Set(lines.map((line) => /^ {2}\w+ +/.exec(line)?.[0].length)).size).toBe(1)
  })

  it.each([
    [
      ['demo', '--foo'],
      'demo has no option --foo. It takes --headless, --data, --slack, --serve, --speed, --days, --today.',
    ],
    [['job', 'build', '--slto', 'x'], 'job has no option --slto. Did you mean --slot?'],
    [['job', 'build', '--slot'], '--slot needs a value.'],
    [['job', 'build', '--post=1'], '--post takes no value.'],
    [['doctor', '-x'], 'doctor has no option -x. It takes none.'],
    [['ask', '/price', 'SKU-1', '-5%'], 'What you ask goes in quotes.'],
  ])('refuses %j in a plain sentence', async (words, says) => {
    const { code, err } = await typedHere(words, here())
    expect(err).toContain(says)
    expect(err).toContain('Usage: floorwalker ')
    expect(code).toBe(1)
  })

  it('says how to ask when nothing is asked', async () => {
    for (const words of [['ask'], ['ask', ' ']]) {
      const { code, err } = await typedHere(words, here())
      expect(err).toMatch(/^Usage: floorwalker ask .*\nCommands: .*\/kpi/)
      expect(code).toBe(1)
    }
    const { err } = await typedHere(['ask', '/kpi gmv', '--demo'], here())
    expect(err).toContain('Run floorwalker demo first.')
  })

  it('shows the options of one evaluation', async () => {
    const one = await typedHere(['evaluate', 'restock', '--help'])
    expect(one.out).toContain('--lead-time')
    expect(one.out).not.toContain('--baskets')
    expect((await typedHere(['evaluate', '--help'])).out).toMatch(/^ +restock /m)
  })

  it('names every fault of the environment at once and exits 1', async () => {
    const { code, err } = await floorwalker(['start'], {
      ...here(),
      PORT: 'http',
      SHOP_ZONE: 'Mars/Base',
      SLACK_APP_TOKEN: 'xapp-1',
    })
    expect(code).toBe(1)
    for (const variable of ['PORT', 'SHOP_ZONE', 'SLACK_BOT_TOKEN']) expect(err).toContain(variable)
    expect(err).not.toContain('    at ')
  })

  it('says what is configured and what is missing when the doctor is asked', async () => {
    const { code, out } = await floorwalker(['doctor'], here())
    expect(code).toBe(0)
    expect(out).toMatch(/✓ Node/)
    expect(out).toMatch(/✓ State database .*sqlite/)
    expect(out).toMatch(/! Sources .*SOURCES_FILE/)
    expect(out).toMatch(/! Slack .*local workspace/)
  })

  it('says which variable of a wrong environment is at fault when the doctor is asked', async () => {
    const { out } = await typedHere(['doctor'], { ...here(), DIGEST_AT: '25:00' })
    expect(out).toMatch(/✗ DIGEST_AT: Give a time of day/)
  })

  it('refuses a job, a command and a preset that do not exist, with the nearest that does', async () => {
    expect((await typedHere(['job', 'biuld'], here())).err).toContain('Did you mean build?')
    expect((await typedHere(['ask', '/pirce'], here())).err).toContain('Did you mean /price?')
    expect((await typedHere(['import', 'olits', dir], here())).err).toContain('olist')
  })

  it('hears a sentence as Slack does, and says what it was understood as; of one it does not understand it gives others', async () => {
    const place = here()
    const { out } = await typedHere(['ask', 'how was gmv yesterday?'], place)
    expect(out).toMatch(/^. Understood as \/kpi gmv \d{4}-\d\d-\d\d$/m)
    const lost = await typedHere(['ask', 'hello my old friend'], place)
    expect(lost.code).toBe(1)
    expect(lost.err).toContain('I did not understand the question.')
  })

  it('reads .env where it stands, and the environment goes before it', async () => {
    const place = mkdtempSync(join(dir, 'place-'))
    writeFileSync(
      join(place, '.env'),
      'SHOP_NAME=Kiosk\nSHOP_CURRENCY=SEK\nDIGEST_CHANNEL=#kiosk # theirs\nALERT_CHANNEL=\n',
    )
    const { out } = await floorwalker(['doctor'], { ...here(), SHOP_CURRENCY: 'NOK' }, place)
    expect(out).toMatch(/✓ Shop +Kiosk, UTC, NOK; digest 07:30 in #kiosk;.*alerts in #kpi-alerts/)
  })

  it('ends with a clear word when it cannot begin', async () => {
    const slot = await typedHere(['job', 'build', '--slot', 'tomorrow'], here())
    expect(slot).toMatchObject({ code: 1, err: expect.stringContaining('"tomorrow" is not a day') })
    const nowhere = await typedHere(['import', 'olist', join(dir, 'nowhere')], here())
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('nowhere is not there') })
    const nothing = mkdtempSync(join(dir, 'nothing-'))
    const empty = await typedHere(['demo', '--headless', '--data', 'olist', nothing], here())
    expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('No day of sales') })
  })

  it('imports what can be read, says which file cannot, and exits 1', async () => {
    writeFileSync(
      join(dir, 'lines.csv'),
      'invoice,sku,qty,price,at\nA1,SKU1,2,9.90,2026-03-01 10:00:00\nA2,SKU2,x,1,2026-03-01 10:00:00\n',
    )
    writeFileSync(
      join(dir, 'map.yaml'),
      [
        'name: shop',
        'platform: shop',
        'zone: Europe/Berlin',
        'currency: EUR',
        'tables:',
        '  order_lines:',
        '    - files: lines.csv',
        '      key: none',
        '      columns: { order_id: invoice, product_id: sku, quantity: qty, unit_price: price, ordered_at: at }',
        '    - files: missing.csv',
        '      key: none',
        '      columns: { order_id: invoice, product_id: sku, quantity: qty, unit_price: price, ordered_at: at }',
      ].join('\n'),
    )
    const { code, out, err } = await floorwalker(['import', join(dir, 'map.yaml'), dir], here())
    expect(out).toMatch(/order_lines +2 in = 1 clean \+ 0 merged \+ 1 quarantined/)
    expect(err).toContain('missing.csv')
    expect(code).toBe(1)
  })
})
