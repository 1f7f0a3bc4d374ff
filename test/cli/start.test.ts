import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, listening } from '../slack/http.ts'
import { soon } from '../support/soon.ts'
import { floorwalker, typedHere } from './terminal.ts'

const BIN = fileURLToPath(new URL('../../bin/floorwalker.js', import.meta.url))
let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-start-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** A Slack that says so much by method, and `{ok: true}` to all else. */
async function slackSaying(says: Readonly<Record<string, object>>, status = 200) {
  const calls: string[] = []
  const server = createServer((request, response) => {
    const method = /\/api\/([\w.]+)/.exec(request.url ?? '')?.[1] ?? ''
    calls.push(method)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(says[method] ?? { ok: true, user: 'floorwalker', team: 'Shop', channels: [] }),
    )
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/api/`,
    calls,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const env = (url: string, more: Record<string, string> = {}) => ({
  DATA_DIR: join(dir, 'var'),
  SLACK_API_URL: url,
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  OPS_PORT: '0',
  ...more,
})
const no = (error: string) => ({ ok: false, error })

describe('start', () => {
  it.each([
    ['auth.test', 'invalid_auth', 'SLACK_BOT_TOKEN', 'OAuth & Permissions'],
    ['auth.test', 'account_inactive', 'SLACK_BOT_TOKEN', 'OAuth & Permissions'],
    ['auth.test', 'token_revoked', 'SLACK_BOT_TOKEN', 'reinstall'],
    ['auth.test', 'token_expired', 'SLACK_BOT_TOKEN', 'reinstall'],
    ['apps.connections.open', 'invalid_auth', 'SLACK_APP_TOKEN', 'connections:write'],
    ['apps.connections.open', 'not_allowed_token_type', 'SLACK_APP_TOKEN', 'connections:write'],
    ['apps.connections.open', 'missing_scope', 'SLACK_APP_TOKEN', 'connections:write'],
  ])(
    'ends with the remedy where %s says %s',
    { timeout: 60_000 },
    async (method, error, variable, remedy) => {
      const slack = await slackSaying({ [method]: no(error) })
      const { code, out, err } = await floorwalker(['start'], env(slack.url))
      await slack.close()
      expect(code).toBe(1)
      expect(`${out}${err}`).toContain(`${slack.url} refuses ${variable} (${error}).`)
      expect(`${out}${err}`).toContain(remedy)
      expect(`${out}${err}`).not.toMatch(/^\s+at /m)
      expect(slack.calls.filter((one) => one === method)).toHaveLength(1)
    },
  )

  it('ends where the sources file is wrong, and says how', { timeout: 60_000 }, async () => {
    const file = join(dir, 'wrong.yaml')
    writeFileSync(file, 'feeds:\n  - name: mall\n')
    const { code, err } = await floorwalker(['start'], {
      ...env('http://127.0.0.1:1/api/'),
      SOURCES_FILE: file,
    })
    expect(code).toBe(1)
    expect(err).toContain('wrong.yaml')
  })

  it('ends where the address is no Slack', { timeout: 60_000 }, async () => {
    const slack = await slackSaying({}, 404)
    const { code, err } = await floorwalker(['start'], env(slack.url))
    await slack.close()
    expect(code).toBe(1)
    expect(err).toContain('http_404')
  })

  it('runs its jobs while Slack does not answer, names the address, and ends when Slack refuses then', {
    timeout: 90_000,
  }, async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/api/`
    const { PATH = '', HOME = '' } = process.env
    const given = { PATH, HOME, ...env(url, { DATA_DIR: join(dir, 'later') }) }
    const child = spawn(process.execPath, [BIN, 'start'], { env: given })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    try {
      await soon(() => expect(said).toContain(`${url} does not answer. Jobs run meanwhile`), {
        timeout: 40_000,
      })
      await soon(() => expect(said).toMatch(/"job":"(collect|build)".*"job done"/), { timeout: 40_000 })
      const server = createServer((_, response) => response.end(JSON.stringify(no('invalid_auth'))))
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
      expect(await ended).toBe(1)
      expect(said).toContain(`${url} refuses SLACK_BOT_TOKEN (invalid_auth).`)
      server.close()
    } finally {
      child.kill('SIGKILL')
    }
  })
})

describe('the doctor, of a Slack whose tokens are good', () => {
  const channels = [
    { id: 'C1', name: 'daily-digest', is_member: true },
    { id: 'C2', name: 'kpi-alerts', is_member: false },
    { id: 'C3', name: 'old', is_archived: true },
  ]
  const good = {
    'conversations.list': { ok: true, channels },
    'usergroups.list': { ok: true, usergroups: [{ handle: 'ops' }] },
  }

  it.each([
    [
      'all is well',
      {},
      {},
      0,
      [
        /✓ Slack +the app-level token opens a socket/,
        /✓ Slack +is a member of #daily-digest/,
        /✓ Slack +may post to #kpi-alerts/,
      ],
    ],
    [
      'the app token is none',
      { 'apps.connections.open': no('invalid_auth') },
      {},
      1,
      [/✗ Slack .*refuses SLACK_APP_TOKEN/],
    ],
    [
      'a channel is not there',
      {},
      { ALERT_CHANNEL: '#nowhere' },
      1,
      [/✗ Slack +there is no channel #nowhere.*\/invite/],
    ],
    ['a channel is archived', {}, { ALERT_CHANNEL: '#old' }, 1, [/✗ Slack +#old is archived.*ALERT_CHANNEL/]],
    ['a group is there', {}, { OPERATOR_GROUP: 'ops' }, 0, [/✓ Slack +the user group ops is there/]],
    [
      'a group is not there',
      {},
      { MANAGER_GROUP: 'bosses' },
      1,
      [/✗ Slack +there is no user group bosses.*MANAGER_GROUP/],
    ],
    [
      'groups cannot be read',
      { 'usergroups.list': no('missing_scope') },
      { OPERATOR_GROUP: 'ops' },
      1,
      [/✗ Slack +the user group ops cannot be read/],
    ],
    [
      'blocks are refused',
      {
        'blocks.validate': {
          ok: false,
          error: 'invalid_blocks',
          errors: [{ message: 'unsupported type: data_table' }],
        },
      },
      {},
      0,
      [/! Slack +refuses some blocks .*data_table.*SLACK_BLOCKS/],
    ],
  ] as const)('says so where %s', { timeout: 60_000 }, async (_, says, more, code, lines) => {
    const slack = await slackSaying({ ...good, ...says })
    const ended = await typedHere(['doctor'], env(slack.url, more))
    await slack.close()
    for (const line of lines) expect(ended.out).toMatch(line)
    expect(ended.code).toBe(code)
  })
})
