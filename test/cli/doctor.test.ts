import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createPort } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { floorwalker, typedHere } from './terminal.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-doctor-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const doctor = (env: Record<string, string> = {}) =>
  typedHere(['doctor'], { DATA_DIR: join(dir, 'var'), ...env })

/** A port on which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createPort()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('the doctor', () => {
  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-123' }, 'SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN: 'xapp-123' }, 'SLACK_BOT_TOKEN'],
    [{ PORT: 'http' }, 'PORT'],
    [{ DIGEST_CHANNEL: 'two words' }, 'DIGEST_CHANNEL'],
    [{ ALERT_CHANNEL: '#a,#b' }, 'ALERT_CHANNEL'],
    [{ EVENTS_PORT: '8080' }, 'EVENTS_KEY'],
    [{ ENGINE: 'spark' }, 'SPARK_URL'],
  ])('ends with 1 on %j, and reports the other settings as they were given', async (env, variable) => {
    const { code, out } = await doctor({
      ...env,
      SHOP_NAME: 'Kiosk',
      SHOP_ZONE: 'Asia/Tokyo',
      DIGEST_AT: '09:15',
    })
    expect(code).toBe(1)
    expect(out).toContain(`✗ ${variable}: `)
    expect(out).toMatch(/✓ Shop +Kiosk, Asia\/Tokyo, EUR; digest 09:15 in #daily-digest/)
    expect(out).toContain(join(dir, 'var'))
    if (variable.startsWith('SLACK_')) expect(out).toMatch(/✗ Slack +not tried/)
  })

  it('ends at once where the data folder cannot be made, as what needs it does', {
    timeout: 60_000,
  }, async () => {
    for (const [type, ...words] of [
      [typedHere, 'doctor'],
      [typedHere, 'ask', '/sources'],
      [floorwalker, 'start'],
      [typedHere, 'job', 'build'],
      [floorwalker, 'demo', '--headless'],
    ] as const) {
      const { code, out, err } = await type(words, { DATA_DIR: '/proc/nope' })
      expect(`${out}${err}`).toContain('/proc/nope')
      expect(`${out}${err}`).toContain('DATA_DIR')
      expect(`${out}${err}`).not.toContain('    at ')
      expect(code).toBe(1)
    }
  })

  it('names a variable that is misspelt, and says so to who starts the bot', async () => {
    const { code, out } = await doctor({ SLACK_BOTTOKEN: 'xoxb-1', DIGEST_HOUR: '7' })
    expect(code).toBe(1)
    expect(out).toContain(
      '✗ SLACK_BOTTOKEN is not a setting and has no effect. Did you mean SLACK_BOT_TOKEN?',
    )
    expect(out).toContain(
      '! DIGEST_HOUR is not a setting and has no effect. There are DIGEST_CHANNEL, DIGEST_AT.',
    )
    const started = await typedHere(['ask', '/sources'], { DATA_DIR: join(dir, 'var'), SHOP_ZON: 'UTC' })
    expect(started.err).toContain('Did you mean SHOP_ZONE?')
  })

  it('takes a variable that the sources file names for a token, however it begins', async () => {
    const path = join(dir, 'sources.yaml')
    writeFileSync(path, 'feeds: []\n# SHOP_TOKEN is read by none yet\n')
    const { out } = await doctor({ SOURCES_FILE: path, SHOP_TOKEN: 'secret-1' })
    expect(out).not.toContain('SHOP_TOKEN')
  })

  it('takes a channel with its #, without it, and by its id', async () => {
    const shown = async (DIGEST_CHANNEL: string) => (await doctor({ DIGEST_CHANNEL })).out
    expect(await shown('#sales')).toContain('07:30 in #sales;')
    expect(await shown('Sales')).toContain('07:30 in #sales;')
    expect(await shown('C0123ABCD')).toContain('07:30 in C0123ABCD;')
  })

  it('names the address that does not answer, and the code of the one that refuses', async () => {
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
    const address = `http://127.0.0.1:${await closedPort()}/api/`
    const gone = await doctor({ ...socket, SLACK_API_URL: address })
    expect(gone.out).toMatch(new RegExp(`✗ Slack +${address} does not answer \\(.*ECONNREFUSED`))
    expect(gone.code).toBe(1)
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end('{"ok":false,"error":"invalid_auth"}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const refused = await doctor({ ...socket, SLACK_API_URL: `http://127.0.0.1:${port}/api/` })
    server.close()
    expect(refused.out).toMatch(
      /✗ Slack .* refuses SLACK_BOT_TOKEN \(invalid_auth\)\. Copy SLACK_BOT_TOKEN again/,
    )
  })

  it('says in one line that PostgreSQL is down, as the verbs that need it do, and shows no password', async () => {
    const DATABASE_URL = `postgres://user:hush@127.0.0.1:${await closedPort()}/shop`
    const { code, out, err } = await doctor({ DATABASE_URL })
    expect(code).toBe(1)
    expect(out).toMatch(/✗ State database +The state database postgres:.* cannot be used \(.*ECONNREFUSED/)
    expect(err).toBe('')
    const asked = await typedHere(['ask', '/sources'], { DATA_DIR: join(dir, 'var'), DATABASE_URL })
    expect(asked).toMatchObject({ code: 1, out: '' })
    expect(asked.err.trim().split('\n')).toHaveLength(1)
    expect(`${out}${asked.err}`).not.toContain('hush')
  })
})
