import { jobs } from '../../jobs/registry.ts'
import { buildApp } from '../app.ts'
import type { Context, Due, Job, Summary } from '../context.ts'
import { dayOf, instantOf, isDay } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import type { Slot } from '../lib/schedule.ts'
import { nearest } from '../lib/text.ts'
import { toPlainText } from '../messages/plain-text.ts'
import { runJob } from '../scheduler.ts'
import type { State, Trx } from '../state/database/state.ts'
import { print, progressBars } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

const MORNING = 7 * 60 + 30

export const job: Verb = {
  ...VERBS.job,
  options: {
    slot: { type: 'string', about: 'the day it runs for, as YYYY-MM-DD (default: today)' },
    post: { type: 'boolean', about: 'keep its effects and post what it says' },
  },
  after: () => ['Jobs:', ...jobs.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`)],
  async run(call) {
    const wanted = jobOf(call.words[0])
    const asked = call.option('slot')
    if (asked !== null && !isDay(asked)) throw new Fault(`"${asked}" is not a day.`, 'Give it as YYYY-MM-DD.')
    const { progress, stop } = progressBars()
    const app = await buildApp(call.config, { secret: call.secret, progress })
    try {
      const { zone } = app.ctx.config.shop
      const day = asked ?? dayOf(app.ctx.clock.now(), zone)
      // what runs all day long is asked for as things are now, not as they were in the morning
      const isNow = asked === null && (wanted.isPrompt || 'everyMinutes' in wanted.schedule)
      const slot = { at: isNow ? app.ctx.clock.now() : instantOf(day, MORNING, zone), day }
      const summaries = call.has('post')
        ? await runJob(app.ctx, wanted, slot)
        : await rehearse(app.ctx, wanted, slot)
      stop()
      for (const summary of summaries) show(summary)
      if (call.has('post')) await (await app.start({ schedule: false })).chat.postAll()
      return 0
    } finally {
      stop()
      await app.stop()
    }
  },
}

function jobOf(name: string | undefined) {
  const found = jobs.find((candidate) => candidate.name === name)
  if (found) return found
  const names = jobs.map((candidate) => candidate.name)
  const near = name ? nearest(name, names) : null
  throw new Fault(
    name ? `There is no job "${name}".` : 'Which job?',
    near ? `Did you mean ${near}?` : `There are ${names.join(', ')}.`,
  )
}

function show(summary: Summary): void {
  for (const { channel, message } of summary.said ?? []) print(`${channel}\n${toPlainText(message)}\n`)
  print(summary.text)
}

/** The job as it would run, its words and decisions taken back at the end. What it collects and builds stays. */
async function rehearse(ctx: Context, wanted: Job, slot: Slot): Promise<Summary[]> {
  const lanes = typeof wanted.schedule === 'function' ? await wanted.schedule(ctx) : [{ lane: '' }]
  const summaries: Summary[] = []
  for (const { lane } of lanes) {
    const due: Due = { ...slot, lane, isLate: false, fenced: (work) => takenBack(ctx.state, work) }
    summaries.push(await wanted.run(ctx, due))
  }
  return summaries
}

class TakenBack extends Error {}

async function takenBack<T>(state: State, work: (trx: Trx) => Promise<T>): Promise<T> {
  const results: T[] = []
  try {
    await state.transaction(async (trx) => {
      results.push(await work(trx))
      throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  const [result] = results
  if (results.length === 0) throw new Error('the work of a job did not end')
  return result as T
}
