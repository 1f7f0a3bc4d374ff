import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oncall as command } from '../../commands/oncall.ts'
import { oncall } from '../../jobs/oncall.ts'
import { followUp } from '../../src/alerts/lifecycle.ts'
import { loadRouting } from '../../src/alerts/oncall/load-routing.ts'
import type { Asker } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { runJob } from '../../src/scheduler.ts'
import { COLLAPSE } from '../alerts/incidents.ts'
import { later, MONDAY, press, watchedState } from '../alerts/watched-state.ts'
import { schedulingContext } from '../support/scheduling.ts'

const FILE = `
route:
  group_wait: 10m
  mention: ["oncall:shop"]
  escalate:
    - { after: 15m, mention: ["oncall:shop"] }
    - { after: 30m, mention: [S0LEADERS] }
  escalate_repeat: 1
schedules:
  shop:
    layers:
      - { users: [U0ANN, U0BEN], start: 2026-11-16, at: "09:00", days: 7 }
`
const MARA: Asker = { userId: 'U0MARA', name: 'Mara', channelId: 'C1', roles: ['operator'] }
const here = watchedState()
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncall-'))
  writeFileSync(join(folder, 'alerts.yaml'), FILE.replaceAll('U0ANN', 'U00ANN').replaceAll('U0BEN', 'U00BEN'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function context(hours: number): Context {
  const ctx = schedulingContext(here.state, { now: () => later(hours) })
  return { ...ctx, config: { ...ctx.config, alertsFile: join(folder, 'alerts.yaml') } }
}

/** One slot of the job, as a replica runs it. */
async function tick(hours: number, ctx = context(hours)) {
  const [summary] = await runJob(ctx, oncall, { at: later(hours), day: '2026-11-23' })
  return summary?.counts
}

async function opened() {
  const ctx = context(0)
  const routing = await loadRouting(here.state, ctx.config)
  const voice = { deliver: ctx.deliver, channel: '#kpi-alerts', locale: shopLocale(ctx.config), routing }
  const asked = { found: [COLLAPSE], notEvaluated: new Set<string>(), min: { change: 0.05, stakeCents: 0 } }
  await here.state.transaction((trx) => followUp(trx, { ...asked, at: MONDAY }, voice))
}

const said = async () => (await here.posted()).map(({ text }) => text)
const minutes = (count: number) => count / 60

describe('by the clock', () => {
  it('an alert that waited is posted, and calls whoever is on call', async () => {
    await opened()
    expect(await tick(minutes(5))).toMatchObject({ posted: 0 })
    expect(await tick(minutes(10))).toMatchObject({ posted: 1, escalated: 0 })
    expect(JSON.stringify(await here.posted())).toContain('"mention":{"kind":"user","id":"U00ANN"}')
  })

  it('what nobody takes is escalated step by step, twice, and then no more', async () => {
    await opened()
    const escalated: number[] = []
    for (let at = 10; at <= 130; at += 5) if ((await tick(minutes(at)))?.escalated) escalated.push(at)
    // 15 and 30 minutes from when it was posted, and the same once more
    expect(escalated).toEqual([25, 55, 70, 100])
    const loud = (await here.thread()).filter(([isLoud]) => isLoud)
    expect(loud).toHaveLength(4)
    expect(loud[1]?.[1]).toContain('@S0LEADERS')
    expect(loud[1]?.[1]).toContain('Nobody has taken it. 0.70 %, expected 6 %.')
  })

  it('what somebody has is not escalated; taken back it begins anew', async () => {
    await opened()
    await tick(minutes(10))
    const { id } = await here.onlyAlert()
    await here.acknowledge(press(id, minutes(20)))
    for (let at = 25; at <= 60; at += 5) expect((await tick(minutes(at)))?.escalated).toBe(0)
    await here.act(press(id, minutes(60)), { act: 'unacknowledge' })
    expect((await tick(minutes(70)))?.escalated).toBe(0)
    expect((await tick(minutes(75)))?.escalated).toBe(1)
  })

  it('a snooze that is over is told within five minutes', async () => {
    await opened()
    await tick(minutes(10))
    const { id } = await here.onlyAlert()
    await here.snooze(press(id, minutes(12)), 1)
    expect(await tick(minutes(70))).toMatchObject({ woken: 0, escalated: 0 })
    expect(await tick(minutes(75))).toMatchObject({ woken: 1, escalated: 0 })
    expect((await here.thread()).at(-1)).toEqual([true, expect.stringContaining('The snooze is over')])
  })

  it('a shift is handed over once, by whichever replica has the slot, with what is open', async () => {
    await opened()
    await tick(minutes(10))
    expect(await tick(1.45)).toMatchObject({ 'handed over': 0 })
    // 09:00 in Berlin; the same slot again says it again in no other message
    expect(await tick(1.5)).toMatchObject({ 'handed over': 1 })
    await tick(1.5)
    const handovers = (await said()).filter((text) => text.startsWith('Handover'))
    expect(handovers).toEqual([
      'Handover of shop: @U00ANN hands over to @U00BEN\n\n1 alert is open:\n\n• 1: Conversion fell in bazario × Electronics on Mon 23 Nov 2026; nobody has it',
    ])
  })

  it('of three replicas one runs the slot', async () => {
    await opened()
    const ctx = context(minutes(10))
    const ran = await Promise.allSettled([1, 2, 3].map(() => tick(minutes(10), ctx)))
    expect(ran.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect((await said()).filter((text) => text.includes('Conversion fell'))).toHaveLength(1)
  })

  it('a file that is wrong keeps no alert back', async () => {
    await opened()
    const ctx = context(minutes(5))
    await tick(minutes(5), { ...ctx, config: { ...ctx.config, alertsFile: join(folder, 'gone.yaml') } })
    expect((await said()).join('\n')).toContain('Conversion fell')
  })
})

describe('/oncall', () => {
  async function ask(text: string, asker: Partial<Asker> = {}): Promise<string> {
    const question = command.parse(text)
    if (question.kind === 'usage') return `usage: ${question.because}`
    const answer = await command.answer(context(0), question, { ...MARA, ...asker })
    return 'kind' in answer ? `usage: ${answer.because}` : toPlainText(answer)
  }

  it('shows who is on call, until when, and who is next', async () => {
    expect(await ask('')).toContain('shop: @U00ANN, until 23 Nov 09:00 (Europe/Berlin), then @U00BEN')
  })

  it('swaps a time: it holds at once, and is listed until it is over', async () => {
    const now = await ask('swap shop <@U0EVE00|eve> until tomorrow 09:00')
    expect(now).toContain('shop: @U0EVE00, until 24 Nov 09:00 (Europe/Berlin), then @U00BEN')
    expect(await ask('swap shop me from 2026-12-01 09:00 until 2026-12-02 09:00')).toContain(
      'from 1 Dec 09:00 (Europe/Berlin) to 2 Dec 09:00 (Europe/Berlin) it is @U0MARA',
    )
    expect(await ask('')).toContain('shop: @U0EVE00')
  })

  it.each([
    ['swap store me until tomorrow', 'No schedule is called “store”. There are shop.'],
    ['swap shop @ben until tomorrow', 'Name a person by @name'],
    ['swap shop me until soonish', 'Write until when'],
    ['swap shop me until 2026-11-20', 'The end must be after the beginning'],
    ['swap shop me from 2026-12-02 until 2026-12-01', 'The end must be after the beginning'],
    ['who knows', 'is not understood: write swap'],
  ])('%s is answered with what to write', async (text, because) => {
    expect(await ask(text)).toContain(because)
  })

  it('is swapped by those who may act', async () => {
    expect(await ask('swap shop me until tomorrow', { roles: ['viewer'] })).toContain('Only operators')
  })
})

describe('a calendar', () => {
  const CALENDAR = [
    ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Mara', 'DTSTART:20261123T060000Z'],
    ...['DTEND:20261123T080000Z', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:2', 'SUMMARY:Who?'],
    ...['DTSTART:20261124T060000Z', 'DTEND:20261124T080000Z', 'END:VEVENT', 'END:VCALENDAR'],
  ].join('\r\n')
  let [answer, asked]: [string | null, string[]] = [CALENDAR, []]

  function withCalendar(hours: number): Context {
    const file = join(folder, 'calendar.yaml')
    const people = 'people: { Mara: U00MARA }, layers: [{ users: [S00OPS], start: 2026-11-16, at: "09:00" }]'
    writeFileSync(file, `schedules: { shop: { calendar: "https://cal.example/shop.ics", ${people} } }`)
    const ctx = context(hours)
    const getText: Context['http']['getText'] = async ({ url }) => {
      asked.push(url)
      if (answer === null) throw new Error('not reached')
      return { status: 200, headers: {}, body: answer }
    }
    return { ...ctx, config: { ...ctx.config, alertsFile: file }, http: { ...ctx.http, getText } }
  }
  const shown = async (hours: number) => {
    const said = await command.answer(withCalendar(hours), { kind: 'show' }, MARA)
    return 'blocks' in said ? toPlainText(said) : said.because
  }

  it('is read every half hour, goes before the layers, and holds while it cannot be read', async () => {
    ;[answer, asked] = [CALENDAR, []]
    for (const hours of [0, 0.25, 0.5]) await tick(hours, withCalendar(hours))
    expect(asked).toHaveLength(2)
    expect(await shown(0.5)).toContain('shop: @U00MARA, until 23 Nov 09:00 (Europe/Berlin), then @S00OPS')
    expect(await shown(0.5)).toContain('nobody is known as Who?')
    answer = null
    await tick(1, withCalendar(1))
    expect(await shown(1)).toContain('shop: @U00MARA')
    expect(await shown(1)).toContain('its calendar cannot be read')
    // 09:00 in Berlin: the shift is over, and the user group of the layer takes it
    expect(await tick(1.5, withCalendar(1.5))).toMatchObject({ 'handed over': 1 })
    expect(JSON.stringify((await here.posted()).at(-1)?.content)).toContain('"kind":"group","id":"S00OPS"')
  })
})
