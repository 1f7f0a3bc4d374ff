import { kpi } from '../../commands/kpi.ts'
import { why } from '../../commands/why.ts'
import { type Asker, isUsage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { addDays, type Day, daysIn, instantOf, weekday } from '../../src/lib/days.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import type { Source } from '../../src/sources/source.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { runNamed } from '../support/job-runs.ts'
import { filledMarket, type Market } from '../support/market.ts'

const ZONE = 'Europe/Berlin'
/** The last ordinary day, a Thursday. */
const LAST = '2026-11-12'
/** The day on which something happens. */
export const DAY = addDays(LAST, 1)
const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

/** Of a day: how many came and how many bought, and the hour after which nothing came. */
export interface Came {
  readonly sessions: number
  readonly orders: number
  readonly until?: number
}
export const AS_EVER: Came = { sessions: 130, orders: 39 }

/** Nine weeks of 130 sessions and 39 orders a day, at hours from 8 to 20; `closed` names ISO weekdays without any. */
export async function openFallen(closed: readonly number[] = []): Promise<Fallen> {
  const market = await filledMarket(`fallen-${closed.join('')}`, async ({ ctx }) => {
    const days = daysIn({ from: addDays(LAST, -62), to: addDays(LAST, 1) })
    await land(
      ctx,
      days.filter((day) => !closed.includes(weekday(day))).map((day) => ({ day, ...AS_EVER })),
    )
    await ctx.state.transaction((trx) =>
      subscribe(trx, { kind: 'daily', channel: '#daily', at: '07:30', zone: ZONE }),
    )
  })
  return fallen(market)
}

export interface Fallen {
  /** lands what came, and builds */
  came(days: readonly ({ readonly day: Day } & Came)[]): Promise<void>
  /** the sources of the shop, read to their end in the morning of the day */
  sourcesRead(on: Day): Promise<readonly Source[]>
  /** all that a job says in the morning of the day */
  says(job: string, on: Day, sources?: readonly Source[]): Promise<string>
  ask(command: '/kpi' | '/why', text: string, on: Day): Promise<string>
  remove(): Promise<void>
}

function fallen({ ctx, remove }: Market): Fallen {
  const slotOf = (day: Day) => ({ at: instantOf(day, 450, ZONE), day })
  return {
    came: (days) => land(ctx, days),
    async sourcesRead(on) {
      const lastSuccessAt = slotOf(on).at
      const sources = (['sessions', 'orders', 'order_lines'] as const).map(sourceOf)
      for (const { name } of sources)
        await ctx.state.transaction((trx) =>
          saveSourceState(trx, {
            ...{ source: name, cursor: null, lastRowAt: lastSuccessAt, lastSuccessAt },
            ...{ rows: 1, refused: 0, error: null },
          }),
        )
      return sources
    },
    async says(job, on, sources = []) {
      const summaries = await runNamed({ ...ctx, sources }, job, slotOf(on))
      return summaries.flatMap(({ said = [] }) => said.map(({ message }) => toPlainText(message))).join('\n')
    },
    async ask(command, text, on) {
      const asking = { ...ctx, clock: { now: () => slotOf(on).at } }
      const query = command === '/kpi' ? kpi.parse(text) : why.parse(text)
      if (isUsage(query)) throw new Error(query.because)
      const answer = await (command === '/kpi' ? kpi : why).answer(asking, query as never, ASKER)
      return isUsage(answer) ? answer.because : toPlainText(answer)
    },
    remove,
  }
}

function sourceOf(table: 'sessions' | 'orders' | 'order_lines'): Source {
  return {
    ...{ name: `shop/${table}`, platform: 'shop', table, write: 'merge', zone: ZONE, currency: 'EUR' },
    freshWithinMinutes: 26 * 60,
    async *pages() {},
  }
}

async function land({ lake }: Context, days: readonly ({ readonly day: Day } & Came)[]): Promise<void> {
  const visits = days.flatMap(({ day, sessions, orders, until = 24 }) =>
    Array.from({ length: sessions }, (_, i) => ({
      id: `${day}-${i}`,
      buys: i < orders,
      hour: 8 + (i % 13),
      day,
    })).filter(({ hour }) => hour < until),
  )
  const bought = visits.filter(({ buys }) => buys)
  const at = ({ day, hour }: { readonly day: Day; readonly hour: number }) =>
    `${day} ${String(hour).padStart(2, '0')}:10:00`
  const tables = {
    sessions: visits.map((one) => ({
      session_id: one.id,
      shopper_id: one.id,
      started_at: at(one),
      page_views: '3',
    })),
    orders: bought.map((one) => ({
      order_id: one.id,
      session_id: one.id,
      customer_id: one.id,
      ordered_at: at(one),
    })),
    order_lines: bought.map((one) => ({
      ...{
        order_id: one.id,
        line_id: '1',
        product_id: 'SKU-1',
        quantity: '1',
        unit_price: '20',
        ordered_at: at(one),
      },
    })),
  }
  for (const [table, rows] of Object.entries(tables)) {
    await lake.ingest({
      ...{ source: `shop/${table}`, table: table as keyof typeof tables, zone: ZONE, currency: 'EUR' },
      id: `${table} ${JSON.stringify(days)}`,
      page: { kind: 'rows', rows: rows.map((row) => ({ platform: 'shop', ...row })) },
    })
  }
  const isFirst = (await lake.accounts()).length === 0
  const { failed, days: built } = await lake.build()
  if (failed.length > 0) throw new Error(`the shop of the test does not build: ${JSON.stringify(failed)}`)
  await measure(lake, metrics, isFirst ? 'all' : built)
}
