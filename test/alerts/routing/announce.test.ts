import { describe, expect, it } from 'vitest'
import type { Incident, KpiIncident } from '../../../src/alerts/incident.ts'
import { followUp } from '../../../src/alerts/lifecycle.ts'
import { parseRouting } from '../../../src/alerts/routing/file.ts'
import { localeOf } from '../../../src/report/words/locale.ts'
import { openAlerts } from '../../../src/state/alerts.ts'
import { COLLAPSE, LATE_SOURCE } from '../incidents.ts'
import { later, MONDAY, press, voice, watchedState } from '../watched-state.ts'

const here = watchedState()
const { act, posted } = here

const routing = (text: string) => {
  const read = parseRouting(text, 'Europe/Berlin')
  if ('faults' in read) throw new Error(read.faults.map(({ said }) => said).join('; '))
  return read
}

function watched(found: readonly Incident[], text: string, at = MONDAY) {
  const asked = { found, notEvaluated: new Set<string>(), min: { change: 0.05, stakeCents: 0 }, at }
  const localeOfChannel = (channel: string) => localeOf(channel === '#cn' ? 'zh' : 'en', voice.locale)
  const routed = { ...voice, routing: routing(text), localeOf: localeOfChannel }
  return here.state.transaction((trx) => followUp(trx, { ...asked, usualDayCents: 4_000_000 }, routed))
}

const roots = async () =>
  (await posted())
    .filter(({ parentKey }) => parentKey === null)
    .map(({ channel, text }) => [channel, text.split('\n')[0]])
const lines = async () =>
  (await posted()).filter(({ parentKey }) => parentKey !== null).map(({ text }) => text)
const FELL = 'Conversion fell in bazario × Electronics on Mon 23 Nov 2026'
const WAIT = 'route: { group_wait: 1h }'
const GMV: KpiIncident = { ...COLLAPSE, family: 'gmv', kpi: 'gmv', stakeCents: 30_000, value: 1, expected: 9 }

describe('an alert of a group that waits', () => {
  it('is told after its wait, once', async () => {
    expect((await watched([COLLAPSE], WAIT)).messages).toEqual([])
    await watched([COLLAPSE], WAIT, later(0.5))
    expect(await posted()).toEqual([])
    expect((await watched([COLLAPSE], WAIT, later(1))).messages).toHaveLength(1)
    await watched([COLLAPSE], WAIT, later(1.5))
    expect(await roots()).toEqual([['#kpi-alerts', FELL]])
  })

  it('that is over within its wait is never told, and what people did with it stays unsaid', async () => {
    await watched([COLLAPSE], WAIT)
    const [alert] = await openAlerts(here.state)
    await act(press(alert?.id ?? '', 0.2), { act: 'acknowledge' })
    await watched([], WAIT, later(0.5))
    await watched([], WAIT, later(5))
    expect(await posted()).toEqual([])
  })
})

describe('alerts of one group', () => {
  const GROUPED = 'route: { group_by: [platform] }'
  const other: KpiIncident = { ...GMV, segment: { ...GMV.segment, platform: 'nordmarkt' } }

  it('are one message in the channel: the others stand in its thread, shown in the channel too', async () => {
    await watched([COLLAPSE, GMV, other], GROUPED)
    const all = await posted()
    const first = all.find(({ parentKey, text }) => parentKey === null && text.includes(FELL))
    expect(await roots()).toHaveLength(2)
    expect(await here.thread()).toEqual([[true, expect.stringContaining('GMV fell')]])
    const member = (await openAlerts(here.state)).find(
      ({ kpi, location }) => kpi === 'gmv' && JSON.stringify(location).includes('bazario'),
    )
    await act(press(member?.id ?? '', 1), { act: 'acknowledge' })
    const lines = (await posted()).filter(({ parentKey }) => parentKey !== null)
    expect(lines.map(({ parentKey }) => parentKey)).toEqual([first?.key, first?.key])
    expect(lines.at(-1)?.text).toContain(`Alert ${member?.number}: Mara acknowledged it.`)
  })

  it('have a message of their own once the first of them is over', async () => {
    await watched([COLLAPSE], GROUPED)
    await watched([GMV], GROUPED, later(1))
    await watched([GMV], GROUPED, later(1.1))
    expect(await roots()).toHaveLength(2)
  })
})

describe('an alert that is silenced', () => {
  const silenced = (until: string) =>
    `silences: [{ matchers: [platform=bazario], until: 2026-11-23 ${until}, comment: move }]`

  it('is kept, and told when the silence is over', async () => {
    await watched([COLLAPSE], silenced('09:00'))
    expect(await openAlerts(here.state)).toHaveLength(1)
    expect(await posted()).toEqual([])
    await watched([COLLAPSE], silenced('09:00'), later(1.5))
    expect(await roots()).toEqual([['#kpi-alerts', FELL]])
  })

  it('after it was told is not told again when the silence is edited or over', async () => {
    await watched([COLLAPSE], '')
    await watched([{ ...COLLAPSE, stakeCents: 900_000 }], silenced('09:00'), later(0.5))
    await watched([{ ...COLLAPSE, stakeCents: 900_000 }], silenced('08:10'), later(1))
    expect(await roots()).toHaveLength(1)
    // what got worse meanwhile is a line of the thread and no notice
    expect(JSON.stringify(await posted())).not.toContain('isBroadcast')
    expect((await lines()).join('\n')).toContain('It got worse.')
  })
})

describe('routes', () => {
  const TWO = `
route:
  routes:
    - { matchers: [kind=data], channel: "#data" }
    - { matchers: [platform=bazario], channel: "#cn", mention: [S0123ABCD], continue: true }
    - { matchers: [severity=warning], channel: "#ops" }
`
  it('lead to their channels, each in its language; edits and lines follow to all of them', async () => {
    await watched([COLLAPSE, LATE_SOURCE], TWO)
    expect(await roots()).toEqual([
      ['#cn', '@S0123ABCD '],
      ['#ops', FELL],
      ['#data', 'Data incident on Mon 23 Nov 2026'],
    ])
    expect(JSON.stringify(await posted())).toContain('"mention":{"kind":"group","id":"S0123ABCD"}')
    const alert = (await openAlerts(here.state)).find(({ kpi }) => kpi === 'conversion')
    await act(press(alert?.id ?? ''), { act: 'acknowledge' })
    const said = (await posted()).filter(({ channel }) => channel !== '#data')
    expect(said.map(({ channel, revision }) => [channel, revision])).toEqual([
      ...[
        ['#cn', 2],
        ['#ops', 2],
      ],
      ...[
        ['#cn', 1],
        ['#ops', 1],
      ],
    ])
    // an edit calls nobody again
    expect(JSON.stringify(said)).not.toContain('mention')
  })

  it('inhibit what another alert causes, until that is over', async () => {
    const rule = 'inhibit_rules: [{ source_matchers: [kind=data], target_matchers: [kind=kpi] }]'
    await watched([COLLAPSE, LATE_SOURCE], rule)
    expect(await roots()).toEqual([['#kpi-alerts', 'Data incident on Mon 23 Nov 2026']])
    await watched([COLLAPSE], rule, later(1))
    expect((await roots()).map(([, text]) => text)).toEqual([
      'Resolved: Data incident on Mon 23 Nov 2026',
      FELL,
    ])
  })

  it('remind of what nobody has, and of nothing that somebody has', async () => {
    const repeat = 'route: { repeat_interval: 2h }'
    await watched([COLLAPSE], repeat)
    await watched([COLLAPSE], repeat, later(1.9))
    expect(await lines()).toEqual([])
    await watched([COLLAPSE], repeat, later(2))
    await watched([COLLAPSE], repeat, later(3))
    expect(await lines()).toEqual([
      '23 Nov 09:30 (Europe/Berlin): Still open, and nobody has it. 0.70 %, expected 6 %.',
    ])
    const [alert] = await openAlerts(here.state)
    await act(press(alert?.id ?? '', 3), { act: 'acknowledge' })
    await watched([COLLAPSE], repeat, later(9))
    expect(await lines()).toHaveLength(2)
  })

  it('spend the budget of a day on what costs most; the rest is listed, and told another day', async () => {
    const budget = 'route: { budget: 1 }'
    const dear = { ...COLLAPSE, stakeCents: 90_000 }
    await watched([GMV, dear], budget)
    expect(await roots()).toEqual([['#kpi-alerts', FELL]])
    expect(await openAlerts(here.state)).toHaveLength(2)
    await watched([GMV, dear], budget, later(26))
    expect(await roots()).toHaveLength(2)
  })

  it('keep the night quiet, and tell in the morning what is still open', async () => {
    const night = `
route: { routes: [{ matchers: [kind=kpi], mute: [night] }] }
mute_times: { night: { from: "22:00", to: "08:00" } }
`
    await watched([COLLAPSE], night)
    expect(await posted()).toEqual([])
    await watched([COLLAPSE], night, later(0.5))
    expect(await roots()).toEqual([['#kpi-alerts', FELL]])
  })
})
