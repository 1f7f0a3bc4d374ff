import { expect, it } from 'vitest'
import { healthChecks, openHealth } from '../src/health.ts'
import { COLLAPSE, LATE_SOURCE } from './alerts/incidents.ts'
import { later, press, watchedState } from './alerts/watched-state.ts'

const here = watchedState()

async function metrics(): Promise<readonly string[]> {
  const clock = { now: () => later(6) }
  const health = await openHealth(
    { host: '127.0.0.1', port: 0 },
    healthChecks({ state: here.state, clock }, () => clock.now()),
  )
  try {
    const said = await (await fetch(`http://127.0.0.1:${health.port}/metrics`)).text()
    return said.split('\n').filter((line) => line.startsWith('floorwalker_alert'))
  } finally {
    await health.stop()
  }
}

it('/metrics counts alerts by state, and how long people take', async () => {
  await here.watched([COLLAPSE, LATE_SOURCE])
  const [one, other] = (await here.posted()).map(({ key }) => key.replace('alert:', ''))
  await here.acknowledge(press(one ?? '', 1))
  await here.snooze(press(other ?? '', 2), 4)
  expect(await metrics()).toEqual([
    'floorwalker_alerts{state="open"} 0',
    'floorwalker_alerts{state="acknowledged"} 1',
    'floorwalker_alerts{state="assigned"} 0',
    'floorwalker_alerts{state="reopened"} 0',
    'floorwalker_alerts{state="snoozed"} 1',
    'floorwalker_alert_acknowledge_seconds{quantile="0.5"} 3600',
    'floorwalker_alert_acknowledge_seconds{quantile="0.9"} 3600',
    'floorwalker_alert_resolve_seconds{quantile="0.5"} Nan',
    'floorwalker_alert_resolve_seconds{quantile="0.9"} Nan',
  ])
  await here.act(press(one ?? '', 3), { act: 'resolve', note: null })
  await here.watched([], later(5))
  expect((await metrics()).slice(-2)).toEqual([
    'floorwalker_alert_resolve_seconds{quantile="0.5"} 14400',
    'floorwalker_alert_resolve_seconds{quantile="0.9"} 17280',
  ])
})
