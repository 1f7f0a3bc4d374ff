import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tellOthers } from '../../jobs/tell-others.ts'
import { toAlertmanager } from '../../src/alerts/others/payload.ts'
import type { Context } from '../../src/context.ts'
import { runJob } from '../../src/scheduler.ts'
import { COLLAPSE, LATE_SOURCE } from '../alerts/incidents.ts'
import { later, press, watchedState } from '../alerts/watched-state.ts'
import { listening } from '../slack/http.ts'
import { patient } from '../sources/platform.ts'
import { schedulingContext } from '../support/scheduling.ts'

const here = watchedState()
const KEY = 'a-key'
let folder = ''
let server: Server
let url = ''
let status = 200
let got: { path: string; key: string | undefined; body: unknown }[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tell-others-'))
  got = []
  status = 200
  server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    got.push({ path: request.url ?? '', key: request.headers.authorization, body: JSON.parse(text) })
    response.writeHead(status).end()
  })
  url = `http://127.0.0.1:${await listening(server)}`
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

function context(hours: number, receivers: string): Context {
  const alertsFile = join(folder, 'alerts.yaml')
  writeFileSync(alertsFile, `runbooks: { conversion: "https://wiki.example/conversion" }\n${receivers}`)
  const ctx = schedulingContext(here.state, { now: () => later(hours) })
  const { http } = patient({ retries: 0 })
  const secret = (name: string) => (name === 'PAGER_TOKEN' ? KEY : null)
  return { ...ctx, http, secret, config: { ...ctx.config, alertsFile } }
}
const tick = async (hours: number, receivers: string) =>
  (await runJob(context(hours, receivers), tellOthers, { at: later(hours), day: '2026-11-23' }))[0]?.text

const webhook = () => `receivers: [{ kind: webhook, url: "${url}/hook", token: PAGER_TOKEN }]`
const statuses = () => got.map(({ body }) => (body as { status: string }).status)

describe('a webhook', () => {
  it('is told once that an alert fires and once that it is resolved, as Alertmanager would', async () => {
    await here.watched([COLLAPSE], later(0), 4_000_000)
    expect(await tick(0.1, webhook())).toBe('Told others of 1 alert.')
    await tick(0.2, webhook())
    expect(got).toHaveLength(1)
    expect(got[0]).toMatchObject({
      path: '/hook',
      key: `Bearer ${KEY}`,
      body: {
        version: '4',
        status: 'firing',
        alerts: [
          {
            status: 'firing',
            labels: { alertname: 'conversion', platform: 'bazario', category: 'Electronics', kind: 'kpi' },
            annotations: {
              summary: 'Conversion fell in bazario × Electronics on Mon 23 Nov 2026',
              runbook_url: 'https://wiki.example/conversion',
            },
            endsAt: '0001-01-01T00:00:00Z',
          },
        ],
      },
    })
    const { id } = await here.onlyAlert()
    await here.act(press(id, 1), { act: 'resolve', note: 'terminal' })
    await tick(1.1, webhook())
    await tick(1.2, webhook())
    expect(statuses()).toEqual(['firing', 'resolved'])
  })

  it('that does not take it is told again, and of what it never heard it hears no end', async () => {
    await here.watched([COLLAPSE], later(0))
    status = 503
    expect(await tick(0.1, webhook())).toContain('Not told, and tried again in a minute: 127.0.0.1')
    status = 200
    await tick(0.2, webhook())
    expect(statuses()).toEqual(['firing', 'firing'])
    await here.watched([COLLAPSE, LATE_SOURCE], later(0.3))
    await tick(0.4, `receivers: [{ kind: webhook, url: "${url}/other", matchers: [kind=data] }]`)
    expect(got.at(-1)).toMatchObject({ path: '/other', body: { alerts: [{ labels: { kind: 'data' } }] } })
  })

  it('hears nothing of what is silenced or snoozed', async () => {
    await here.watched([COLLAPSE], later(0))
    const silence = 'silences: [{ matchers: [kpi=conversion], until: 2026-11-30, comment: move }]'
    await tick(0.1, `${webhook()}\n${silence}`)
    await here.snooze(press((await here.onlyAlert()).id, 0.2), 4)
    await tick(0.3, webhook())
    expect(got).toEqual([])
    await tick(5, webhook())
    expect(statuses()).toEqual(['firing'])
  })
})

describe('an Alertmanager', () => {
  it('is told of all that is open each time, and half an hour long of what is over', async () => {
    const receivers = `receivers: [{ kind: alertmanager, url: "${url}/api/v2/alerts" }]`
    await here.watched([COLLAPSE], later(0))
    await tick(0.1, receivers)
    await tick(0.2, receivers)
    const { id } = await here.onlyAlert()
    await here.act(press(id, 1), { act: 'resolve', note: null })
    await tick(1.1, receivers)
    await tick(2, receivers)
    expect(got.map(({ body }) => (body as { endsAt: string }[]).map(({ endsAt }) => endsAt))).toEqual([
      [new Date(later(0.1).getTime() + 300_000).toISOString()],
      [new Date(later(0.2).getTime() + 300_000).toISOString()],
      [later(1).toISOString()],
    ])
    expect(toAlertmanager([], later(0))).toEqual([])
  })
})
