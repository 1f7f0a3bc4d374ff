import { build } from '../../jobs/build.ts'
import { collect } from '../../jobs/collect.ts'
import { nightly } from '../../jobs/registry.ts'
import type { Context, Due, Job, Summary } from '../context.ts'
import { slotsToRun } from '../lib/catch-up.ts'
import { dayOf } from '../lib/days.ts'
import { explain } from '../lib/errors.ts'
import type { Slot } from '../lib/schedule.ts'
import { shopLocale } from '../report/words/locale.ts'
import { saveSetting } from '../state/settings.ts'
import { sourceStates } from '../state/sources/cursors.ts'
import { FIRST_DAY, firstDayOfData, standingOf } from './empty-shop.ts'
import { readingProgress } from './progress.ts'
import { type Standing, type Step, sayFirstDay } from './say.ts'
import { runWhenFree } from './when-free.ts'

const EVERY_MS = 5000
/** a source is read for so long a run; a large shop takes several */
const MOST_READS = 200

/** The stages of a night, as a person is told of them. */
const STEP_OF: Readonly<Record<string, Step>> = {
  collect: 'collect',
  build: 'build',
  watch: 'judge',
  train: 'advise',
  digest: 'digest',
}

/**
 * An empty shop's first run: all that a night does, at once and in its order, each for the slot it would be due by now,
 * so that none of them is run again for it. The channel of the digest is told how far it is, in one message.
 */
export const firstDay: Job = {
  name: 'first-day',
  about: 'Reads an empty shop, runs what a night runs, and posts the first digest.',
  schedule: async (ctx) =>
    (await standingOf(ctx)) === 'first day' ? [{ lane: '', schedule: { everyMinutes: 15 } }] : [],
  catchUp: 'latest',
  async run(ctx, due) {
    const began = ctx.clock.now().getTime()
    await due.fenced((trx) => saveSetting(trx, FIRST_DAY, 'begun'))
    const teller = tellerOf(ctx, due, began)
    const inside: Context = { ...ctx, progress: teller.progress }
    const failed: string[] = []
    for (const stage of nightly) {
      await teller.at(STEP_OF[stage[0]?.name ?? ''] ?? 'advise')
      const summaries = await Promise.all(stage.map((job) => attempt(inside, job, failed)))
      if (stage.includes(collect)) await readOn(inside, summaries[0] ?? [])
      if (!stage.includes(build)) continue
      const first = await firstDayOfData(ctx.lake)
      if (first === null) return teller.noData()
      await teller.from(first)
    }
    await due.fenced((trx) => saveSetting(trx, FIRST_DAY, 'done'))
    await teller.done()
    const but = failed.length === 0 ? '' : ` ${failed.join(' ')}`
    return { text: `Read the shop for the first time and posted the first digest.${but}` }
  },
}

/** One that fails is told, and tried again in its own time: the others go on. */
async function attempt(ctx: Context, job: Job, failed: string[]): Promise<Summary[]> {
  try {
    return await runWhenFree(ctx, job, await slotOf(ctx, job))
  } catch (error) {
    ctx.log.error({ job: job.name, err: error }, 'job failed on the first day')
    failed.push(`${job.name}: ${explain(error)}`)
    return []
  }
}

/** The slot the schedule would have run by now; of today, where the last one is not. */
async function slotOf(ctx: Context, job: Job): Promise<Slot> {
  const { clock, config } = ctx
  const now = clock.now()
  const today = dayOf(now, config.shop.zone)
  const lanes = typeof job.schedule === 'function' ? await job.schedule(ctx) : [{ schedule: job.schedule }]
  const due = lanes.flatMap(({ schedule }) =>
    slotsToRun({ schedule, catchUp: 'latest', zone: config.shop.zone, last: null, now }),
  )
  return due.find(({ day }) => day === today) ?? { at: now, day: today }
}

/** A source that has more than a run may read goes on at once. */
async function readOn(ctx: Context, first: readonly Summary[]): Promise<void> {
  let summaries = first
  for (let reads = 1; reads < MOST_READS; reads++) {
    if (!summaries.some(({ counts }) => (counts?.stopped ?? 0) > 0)) return
    summaries = await attempt(ctx, collect, [])
  }
}

function tellerOf(ctx: Context, due: Due, began: number) {
  const { config, clock } = ctx
  const { channel } = config.digest
  const reading = readingProgress()
  const locale = shopLocale(config, config.channelLanguages.get(channel))
  let step: Step | null = 'connect'
  let from: string | null = null
  let noData: readonly string[] | null = null
  let toldAt = 0
  let telling: Promise<void> = Promise.resolve()

  const standing = (): Standing => ({
    shop: config.shop.name,
    step,
    from,
    noData,
    ...reading.far(ctx.sources.length),
    minutes: Math.round((clock.now().getTime() - began) / 60_000),
  })
  const tell = (): Promise<void> => {
    toldAt = Date.now()
    const message = sayFirstDay(standing(), locale)
    telling = telling
      .then(() => due.fenced((trx) => ctx.deliver.say(trx, { key: 'first-day', channel, message })))
      .catch((error: unknown) => ctx.log.warn({ err: error }, 'progress of the first day not told'))
    return telling
  }
  return {
    progress: ((...said) => {
      ctx.progress(...said)
      reading.progress(...said)
      if (Date.now() - toldAt >= EVERY_MS) void tell()
    }) satisfies Context['progress'],
    at: (next: Step) => {
      step = next
      return tell()
    },
    from: (day: string) => {
      from = day
      return tell()
    },
    done: () => {
      step = null
      return tell()
    },
    async noData(): Promise<Summary> {
      const states = await sourceStates(ctx.state)
      noData = states.flatMap(({ source, error }) => (error === null ? [] : [`${source}: ${error}`]))
      step = 'collect'
      await tell()
      return { text: 'The sources have sent no data yet.' }
    },
  }
}
