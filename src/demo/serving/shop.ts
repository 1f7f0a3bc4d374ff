import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Day } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import type { ShopClock, ShopOrder } from './shop-order.ts'

/** the calendar day on which the demo takes place, so that every run is the same */
export const DEMO_TODAY: Day = '2026-11-24'
/** how many days a demo shop has behind it where nobody says */
export const DEMO_DAYS = 180
/** so many more may pass in it */
export const DEMO_AHEAD = 56
const DEMO_SEED = 7

export interface DemoShop {
  readonly url: string
  readonly token: string
  readonly today: Day
  /** heard each time that days have passed in the shop */
  onPassed(listener: (days: number) => void): void
  /** the shop's clock goes from here on, so many times as fast */
  goOn(from: Date, speed: number): void
  stop(): Promise<void>
}

interface Passed {
  readonly kind: 'passed'
  readonly days: number
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
  /** so many days may pass in it */
  readonly ahead?: number
  /** the hours of the first of them pass as `goOn` says, and something breaks */
  readonly isLive?: boolean
  /** where and by what token it is asked; a free port and a new one where they are left out */
  readonly at?: { readonly url: string; readonly token: string }
}): Promise<DemoShop> {
  const order: ShopOrder = {
    today: options.today ?? DEMO_TODAY,
    seed: options.seed ?? DEMO_SEED,
    days: options.days ?? DEMO_DAYS,
    dir: options.dir,
    ahead: options.ahead ?? 0,
    isLive: options.isLive ?? false,
    port: options.at ? Number(new URL(options.at.url).port) : 0,
    token: options.at?.token ?? randomBytes(24).toString('base64url'),
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
  return {
    url: report.url,
    token,
    today,
    onPassed(listener) {
      child.on('message', (said: Report | Passed) => {
        if (said.kind === 'passed') listener(said.days)
      })
    },
    goOn: (from, speed) =>
      void child.send({ kind: 'clock', atMs: from.getTime(), speed } satisfies ShopClock),
    stop: () => stop(child),
  }
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
