import { pino } from 'pino'
import { readConfig } from '../../src/config/config.ts'
import type { Context, Due, Job } from '../../src/context.ts'
import { startScheduler } from '../../src/scheduler.ts'
import type { State } from '../../src/state/database/state.ts'
import { UNTRACED } from '../../src/tracing/traced.ts'
import { outboxDoor } from './outbox.ts'

const unused = () => Promise.reject(new Error('a scheduling test uses the state only'))

/** A shop in Berlin whose jobs touch nothing but the state; `clock` may be turned. */
export function schedulingContext(state: State, clock: { now(): Date }): Context {
  const read = readConfig({ SHOP_ZONE: 'Europe/Berlin' })
  if (read.kind === 'faults') throw new Error('the configuration of the test is wrong')
  return {
    config: read.config,
    state,
    clock,
    log: pino({ level: 'silent' }),
    lake: {
      zone: 'Europe/Berlin',
      query: unused,
      ingest: unused,
      build: unused,
      rebuild: unused,
      accounts: unused,
      erase: unused,
      retain: unused,
      writeMart: unused,
      close: unused,
    },
    http: {
      getJson: unused,
      getText: unused,
      look: unused,
      postJson: unused,
      postForm: unused,
      sendOnce: unused,
      download: unused,
      pause: unused,
      admit: unused,
      ping: unused,
    },
    deliver: outboxDoor(clock),
    traced: UNTRACED,
    secret: () => null,
    sources: [],
    jobNames: async () => [],
    progress: () => {},
  }
}

export function jobOf(
  given: Partial<Job> & { readonly run: (ctx: Context, due: Due) => Promise<{ text: string }> },
): Job {
  return { name: 'job', about: '', schedule: { at: '07:30' }, catchUp: 'all', ...given }
}

/** A scheduler whose minutes pass when the test says so. */
export function handTurned(options: Omit<Parameters<typeof startScheduler>[0], 'ticker'>) {
  const minute = { pass: async () => {} }
  const scheduler = startScheduler({
    ...options,
    ticker: (tick) => {
      minute.pass = tick
      return { stop: () => {} }
    },
  })
  return { ...scheduler, tick: () => minute.pass() }
}
