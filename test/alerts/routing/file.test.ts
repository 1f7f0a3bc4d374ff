import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRouting } from '../../../src/alerts/routing/file.ts'

const BERLIN = 'Europe/Berlin'
const WHOLE = `
route:
  channel: "#kpi-alerts"
  group_by: [platform]
  group_wait: 10m
  routes:
    - matchers: [severity=critical, 'kpi=~"conversion|gmv"']
      channel: "#ops"
      mention: [S0123ABCD, U024BE7LH]
      repeat_interval: 4h
      continue: true
    - matchers: [kind=data]
      channel: C0123ABCD
      mute: [nights]
      budget: 5
inhibit_rules:
  - source_matchers: [kind=data]
    target_matchers: [kind=kpi]
    equal: [platform]
silences:
  - matchers: [merchant=M-007]
    until: 2026-12-01 08:00
    comment: stock-taking
mute_times:
  nights: { zone: America/New_York, days: [mon, fri], from: "22:00", to: "07:00" }
`

const faults = (text: string) => {
  const read = parseRouting(text, BERLIN)
  return 'faults' in read ? read.faults.map(({ line, said }) => `${line}: ${said}`) : []
}

describe('the alerts file', () => {
  it('is read as it says', () => {
    const read = parseRouting(WHOLE, BERLIN)
    expect(read).toMatchObject({
      root: {
        channel: '#kpi-alerts',
        groupWaitMs: 600_000,
        routes: [
          {
            channel: '#ops',
            mention: ['S0123ABCD', 'U024BE7LH'],
            repeatIntervalMs: 14_400_000,
            continue: true,
          },
          { channel: 'C0123ABCD', mute: ['nights'], budget: 5, continue: false },
        ],
      },
      inhibitions: [{ equal: ['platform'] }],
      silences: [{ comment: 'stock-taking', until: new Date('2026-12-01T07:00Z') }],
      muteIntervals: { nights: { zone: 'America/New_York', weekdays: [1, 5], from: 1320, to: 420 } },
    })
  })

  it('of the documentation is right', () => {
    const docs = readFileSync(new URL('../../../docs/oncall.md', import.meta.url), 'utf8')
    expect(faults(/```yaml\n([\s\S]*?)```/.exec(docs)?.[1] ?? 'none')).toEqual([])
  })

  it('names by KPI where it is written what to do', () => {
    const text =
      'runbooks:\n  orders: https://wiki.example/orders\n  data: http://wiki/data\n  default: https://wiki.example/'
    expect(parseRouting(text, BERLIN)).toMatchObject({
      runbooks: {
        orders: 'https://wiki.example/orders',
        data: 'http://wiki/data',
        default: 'https://wiki.example/',
      },
    })
  })

  it.each(['', '# nothing yet', '{}', 'route: {}'])('may say nothing: %j', (text) => {
    expect(parseRouting(text, BERLIN)).toMatchObject({ root: { routes: [] }, silences: [] })
  })

  it.each([
    ['route:\n  chanel: "#ops"', '2: route.chanel: is not known here'],
    ['route:\n  channel: ops', '2: route.channel: write a channel as "#ops"'],
    [
      'route:\n  group_wait: 10 minutes',
      '2: route.group_wait: “10 minutes” is not a span of time: write 30s',
    ],
    [
      'route:\n  routes:\n    - matchers: [sevrity=critical]',
      '3: route.routes.0.matchers.0: “sevrity=critical” is not a matcher',
    ],
    ['route:\n  routes:\n    - matchers: [sevrity=critical]', 'Did you mean severity?'],
    ['route:\n  routes:\n    - matchers:\n        - merchant=~"("', '4: route.routes.0.matchers.0'],
    ['route:\n  routes:\n    - mute: [night]', '3: route.routes.0.mute: “night” is none of mute_times'],
    ['route:\n  mention: ["@ops"]', '2: route.mention.0: write the id that Slack shows'],
    ['route:\n  matchers: [kind=data]', 'the root takes every alert'],
    ['route:\n  budget: 0', '2: route.budget'],
    [
      'silences:\n  - matchers: [kpi=gmv]\n    comment: x\n    until: soon',
      '4: silences.0.until: write when it ends',
    ],
    ['silences:\n  - matchers: [kpi=gmv]\n    until: 2026-12-01', 'silences.0.comment'],
    [
      'mute_times:\n  n: { zone: Mars/Base, from: "22:00", to: "07:00" }',
      '2: mute_times.n.zone: write an IANA time zone',
    ],
    ['mute_times:\n  n: { days: [monday], from: "22:00", to: "7" }', 'write days as mon'],
    ['mute_times:\n  n: { days: [monday], from: "22:00", to: "7" }', 'write a time as "22:00"'],
    [
      'inhibit_rules:\n  - source_matchers: []\n    target_matchers: [kind=kpi]',
      '2: inhibit_rules.0.source_matchers',
    ],
    ['runbooks:\n  orders: wiki/orders', '2: runbooks.orders: write an address that begins with https://'],
    ['runbooks:\n  orders: javascript:alert(1)', '2: runbooks.orders'],
    [
      'runbooks:\n  order: https://wiki.example',
      '2: runbooks.order: is none of the KPIs, data or default. Did you mean orders?',
    ],
    ['route:\n  - a\n bad', 'is not YAML'],
    ['- a list', 'the file'],
  ])('%j is told with its line and what to write', (text, said) => {
    expect(faults(text).join('\n')).toContain(said)
  })

  it('tells all that is wrong at once', () => {
    expect(faults('route:\n  channel: ops\n  group_wait: x\n  routes:\n    - budget: -1')).toHaveLength(2)
  })
})
