import { createServer, type Server, type ServerResponse } from 'node:http'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Clock } from './lib/days.ts'
import { messageOf } from './lib/errors.ts'
import { type AlertFigures, alertFigures } from './state/alert-figures.ts'
import type { State } from './state/database/state.ts'
import { waiting } from './state/messages/look-in-outbox.ts'
import { saveSetting } from './state/settings.ts'
import { sourceStates } from './state/sources/cursors.ts'
import { quantile } from './stats/describe.ts'

/** What "ready" means, each check throwing what is wrong. */
export interface HealthChecks {
  readonly clock: Clock
  /** the state database takes a write */
  readonly writes: () => Promise<void>
  /** when the scheduler last ticked, or null before the first tick */
  readonly lastTick: () => Date | null
  /** messages still to be posted */
  readonly waiting: () => Promise<number>
  /** minutes since each source last brought rows */
  readonly sourceAges: () => Promise<readonly { readonly source: string; readonly minutes: number }[]>
  /** the open alerts, and those opened in the last 30 days */
  readonly alerts: () => Promise<AlertFigures>
}

const TICK_WITHIN_MS = 90_000
const ALERT_DAYS_MS = 30 * 86_400_000

export function healthChecks(
  { state, clock }: { readonly state: State; readonly clock: Clock },
  lastTick: () => Date | null,
): HealthChecks {
  return {
    clock,
    lastTick,
    writes: () => state.transaction((trx) => saveSetting(trx, 'last_probe', clock.now().toISOString())),
    waiting: () => waiting(state),
    alerts: () => alertFigures(state, new Date(clock.now().getTime() - ALERT_DAYS_MS)),
    sourceAges: async () =>
      (await sourceStates(state)).map(({ source, lastSuccessAt }) => ({
        source,
        minutes: lastSuccessAt ? (clock.now().getTime() - lastSuccessAt.getTime()) / 60_000 : Number.NaN,
      })),
  }
}

export interface Health {
  readonly port: number
  stop(): Promise<void>
}

/** `/livez`: the event loop turns. `/readyz`: it can do its work. `/metrics`: Prometheus text. On a port of its own. */
export async function openHealth(
  { host, port }: { readonly host: string; readonly port: number },
  checks: HealthChecks,
): Promise<Health> {
  const registry = metricsOf(checks)
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0]
    if (path === '/livez') return answer(response, 200, 'alive\n')
    if (path === '/readyz') return ready(response, checks)
    if (path === '/metrics') return answer(response, 200, await registry.metrics(), registry.contentType)
    answer(response, 404, 'not here\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return { port: portOf(server), stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function ready(response: ServerResponse, checks: HealthChecks): Promise<void> {
  const faults = await whatIsWrong(checks)
  if (faults.length === 0) return answer(response, 200, 'ready\n')
  answer(response, 503, `${faults.join('\n')}\n`)
}

async function whatIsWrong(checks: HealthChecks): Promise<string[]> {
  const faults: string[] = []
  const tick = checks.lastTick()
  if (!tick || checks.clock.now().getTime() - tick.getTime() > TICK_WITHIN_MS)
    faults.push('the scheduler has not ticked')
  try {
    await checks.writes()
  } catch (error) {
    faults.push(`the state database refuses a write: ${messageOf(error)}`)
  }
  return faults
}

function metricsOf(checks: HealthChecks): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'floorwalker_outbox_waiting',
    help: 'messages still to be posted',
    registers: [registry],
    async collect() {
      this.set(await checks.waiting())
    },
  })
  new Gauge({
    name: 'floorwalker_feed_age_minutes',
    help: 'minutes since a feed last brought rows',
    labelNames: ['source'],
    registers: [registry],
    async collect() {
      for (const { source, minutes } of await checks.sourceAges()) this.set({ source }, minutes)
    },
  })
  alertMetrics(checks, registry)
  return registry
}

/** The same from every replica: what is counted lies in the state, not in this process. */
function alertMetrics({ alerts }: HealthChecks, registry: Registry): void {
  new Gauge({
    name: 'floorwalker_alerts',
    help: 'open alerts by state; a snoozed one is only snoozed',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries((await alerts()).byState)) this.set({ state }, count)
    },
  })
  const took = (what: 'acknowledge' | 'resolve', of: (figures: AlertFigures) => readonly number[]) =>
    new Gauge({
      name: `floorwalker_alert_${what}_seconds`,
      help: `seconds from opened to ${what}d, of the alerts opened in the last 30 days`,
      labelNames: ['quantile'],
      registers: [registry],
      async collect() {
        const seconds = of(await alerts())
        for (const p of [0.5, 0.9]) this.set({ quantile: String(p) }, quantile(seconds, p) ?? Number.NaN)
      },
    })
  took('acknowledge', ({ toAcknowledge }) => toAcknowledge)
  took('resolve', ({ toResolve }) => toResolve)
}

function answer(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
