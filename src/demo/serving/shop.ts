import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Day } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import type { ShopOrder } from './shop-order.ts'

/** the calendar day on which the demo takes place, so that every run is the same */
export const DEMO_TODAY: Day = '2026-11-24'
/** how many days a demo shop has behind it where nobody says */
export const DEMO_DAYS = 180
const DEMO_SEED = 7

export interface DemoShop {
  readonly url: string
  readonly token: string
  readonly today: Day
  stop(): Promise<void>
}

type Report =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'failed'; readonly because: string }

/**
 * Starts the simulated marketplace in a process of its own, so that the bot's event loop and memory stay its
 * own. `ground-truth.json` lands in `dir`. Resolves when it serves.
 */
export async function startDemoShop(options: {
  readonly dir: string
  readonly today?: Day
  readonly seed?: number
  readonly days?: number
  readonly port?: number
}): Promise<DemoShop> {
  const order: ShopOrder = {
    today: options.today ?? DEMO_TODAY,
    seed: options.seed ?? DEMO_SEED,
    days: options.days ?? DEMO_DAYS,
    dir: options.dir,
    port: options.port ?? 0,
    token: randomBytes(24).toString('base64url'),
  }
  const child = fork(fileURLToPath(new URL('./child-start.js', import.meta.url)), {
    execArgv: ['--max-old-space-size=180'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.send(order)
  const report = await firstReport(child)
  if (report.kind === 'failed') {
    child.kill()
    throw new Fault(`The demo shop did not start: ${report.because}.`, 'Free its port or choose another.')
  }
  const { today, token } = order
  return { url: report.url, token, today, stop: () => stop(child) }
}

function firstReport(child: ChildProcess): Promise<Report> {
  return new Promise((resolve) => {
    child.once('message', (report: Report) => resolve(report))
    child.once('error', (error) => resolve({ kind: 'failed', because: error.message }))
    child.once('exit', (code) => resolve({ kind: 'failed', because: `it ended with code ${code}` }))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
