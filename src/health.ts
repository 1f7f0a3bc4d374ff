import { createServer, type Server, type ServerResponse } from 'node:http'
import type { Clock } from './lib/days.ts'
import { messageOf } from './lib/errors.ts'
import { type Figures, readFigures } from './monitoring/read.ts'
import { type Monitoring, monitoring } from './monitoring/registry.ts'
import type { State } from './state/database/state.ts'
import { saveSetting } from './state/settings.ts'

/** What "ready" means, each check throwing what is wrong. */
export interface HealthChecks {
  readonly clock: Clock
  /** the state database takes a write */
  readonly writes: () => Promise<void>
  /** when the scheduler last ticked, or null before the first tick */
  readonly lastTick: () => Date | null
  readonly figures: () => Promise<Figures>
}

const TICK_WITHIN_MS = 90_000

export function healthChecks(
  { state, clock }: { readonly state: State; readonly clock: Clock },
  lastTick: () => Date | null,
): HealthChecks {
  return {
    clock,
    lastTick,
    writes: () => state.transaction((trx) => saveSetting(trx, 'last_probe', clock.now().toISOString())),
    figures: () => readFigures({ state, clock }),
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
  const metrics = monitoring(checks.figures)
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0]
    if (path === '/livez') return answer(response, 200, 'alive\n')
    if (path === '/readyz') return ready(response, checks)
    if (path === '/metrics') return told(response, metrics)
    answer(response, 404, 'not here\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return { port: portOf(server), stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** A state that does not answer must not take the process with it. */
async function told(response: ServerResponse, { text, contentType }: Monitoring): Promise<void> {
  try {
    answer(response, 200, await text(), contentType)
  } catch (error) {
    answer(response, 503, `${messageOf(error)}\n`)
  }
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
