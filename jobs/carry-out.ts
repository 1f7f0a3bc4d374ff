import type { Context, Job } from '../src/context.ts'
import { sayDoing } from '../src/ledger/say.ts'
import { shownChange, toCarryOut } from '../src/ledger/to-carry-out.ts'
import { dayOf, instantOf, wallClock } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { words as oneSentence } from '../src/messages/words.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { carryOut, type Step } from '../src/sinks/carry-out.ts'
import { allowed } from '../src/sinks/limits.ts'
import { openSink } from '../src/sinks/registry.ts'
import { readSinks, type SinkSettings } from '../src/sinks/settings.ts'
import { type Change, change as changeSchema, type Sink } from '../src/sinks/sink.ts'
import { record } from '../src/state/audit.ts'
import type { Trx } from '../src/state/database/state.ts'
import { openTheirTable } from '../src/state/database/their-table.ts'
import { saveSetting, setting } from '../src/state/settings.ts'
import { contactsOf } from '../src/state/suggestions/campaigns.ts'
import { suggestionById } from '../src/state/suggestions/decisions.ts'
import {
  acceptedToCarryOut,
  doneSince,
  dueWriteBacks,
  moveWriteBack,
  reopenedAfter,
  saveWriteBack,
  type WriteBack,
  writeBacksOf,
} from '../src/state/suggestions/write-backs.ts'

const AT_ONCE = 20
/** what was decided before is carried out by hand; shorter than rows of it are kept */
const OLDEST_DAYS = 365
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** what is held is looked at again after so long */
const HELD_MINUTES = 15
const MOST_WAIT_MINUTES = 60

export const carryOutJob: Job = {
  name: 'carry-out',
  about:
    'Writes approved prices and orders into the shop, where SINKS_FILE says so; takes back what was undone.',
  // a shop that carries nothing out has no run a minute to keep
  schedule: async ({ config }) =>
    config.sinksFile === null ? [] : [{ lane: '', schedule: { everyMinutes: 1 } }],
  catchUp: 'none',
  async run(ctx, due) {
    const sinks = readSinks(ctx.config.sinksFile)
    if (sinks.length === 0) return { text: 'Nothing is carried out: SINKS_FILE is not set.' }
    let tried = 0
    for (const settings of sinks) {
      await due.fenced((trx) => handOn(ctx, trx, settings))
      const sink = openSink(settings.to, { http: ctx.http, secret: ctx.secret, openTable: openTheirTable })
      const rows = await dueWriteBacks(ctx.state, {
        sink: settings.name,
        at: ctx.clock.now(),
        limit: AT_ONCE,
      })
      for (const row of rows) await attempt(ctx, row, { settings, sink, fenced: due.fenced })
      tried += rows.length
    }
    return { text: `Tried to carry out ${plural(tried, 'change')}.`, counts: { tried } }
  },
}

/** What was approved since the sink was switched on, and what was undone, each as one row. */
async function handOn(
  { clock, config }: Pick<Context, 'clock' | 'config'>,
  trx: Trx,
  { name, kind }: SinkSettings,
): Promise<void> {
  const now = clock.now()
  const since = await setting({ read: trx }, `sink.since.${name}`)
  if (since === null) return saveSetting(trx, `sink.since.${name}`, now.toISOString())
  // older rows are dropped by `retain`: what they were about must not look as if it were new
  const from = Math.max(Date.parse(since), now.getTime() - OLDEST_DAYS * DAY_MS)
  for (const one of await acceptedToCarryOut({ read: trx }, { kind, since: new Date(from) })) {
    const change = toCarryOut(one, config.shop.currency)
    if (!change) continue
    const { key, suggestionId } = change
    const approvedBy = one.decided?.by ?? ''
    await saveWriteBack(trx, { key, suggestionId, sink: name, isUndo: false, change, approvedBy }, now)
  }
  for (const { id } of await reopenedAfter({ read: trx }, name)) {
    const latest = (await writeBacksOf({ read: trx }, id)).at(-1)
    if (!latest || latest.isUndo) continue
    if (latest.stage === 'waiting')
      await moveWriteBack(trx, latest.key, { stage: 'failed', note: 'undone before' })
    if (latest.stage !== 'done') continue
    const change = asChange(latest)
    const key = `${latest.key}:undo`
    const back = { ...change, key, before: change.after, after: change.before, costCents: null }
    await saveWriteBack(
      trx,
      { key, suggestionId: id, sink: name, isUndo: true, change: back, approvedBy: latest.approvedBy },
      now,
    )
  }
}

interface By {
  readonly settings: SinkSettings
  readonly sink: Sink
  readonly fenced: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>
}

async function attempt(ctx: Context, row: WriteBack, { settings, sink, fenced }: By): Promise<void> {
  const { state, clock, config } = ctx
  const suggestion = await suggestionById(state, row.suggestionId)
  if (!suggestion) return
  const locale = shopLocale(config)
  const change = asChange(row)
  const what = `No. ${row.suggestionId} (${sayDoing(suggestion, locale)})`
  const now = clock.now()
  const said = locale.words.writeBacks
  const settle = (trx: Trx, stage: WriteBack['stage'], note: string, message: Message) =>
    settled(ctx, trx, { row, stage, note, message })
  if (row.stage === 'waiting' && !row.isUndo) {
    const day = instantOf(dayOf(now, config.shop.zone), 0, config.shop.zone)
    const done = await doneSince(state, { sink: settings.name, since: day })
    const may = allowed(change, settings.limits, {
      time: clockTime(now, config.shop.zone),
      done: {
        count: done.length,
        costCents: done.reduce((sum, one) => sum + (asChange(one).costCents ?? 0), 0),
      },
      approvedBy: row.approvedBy,
      secondBy: row.secondBy,
      worthCents: Math.max(change.costCents ?? 0, Math.abs(suggestion.gain.cents)),
    })
    if (may.kind === 'refused')
      return fenced((trx) =>
        settle(trx, 'failed', may.because, oneSentence(said.failed(what, said.refused[may.because]))),
      )
    if (may.kind !== 'go')
      return fenced((trx) =>
        hold(ctx, trx, { row, what, why: may.kind === 'later' ? may.because : 'four-eyes' }),
      )
  }
  if (settings.dry_run) {
    const there = sink.read ? await sink.read(change).catch(() => null) : null
    const message = oneSentence(
      said.dry(
        what,
        shownChange(there ?? change.before, change.kind, locale),
        shownChange(change.after, change.kind, locale),
      ),
    )
    return fenced((trx) => settle(trx, 'dry', '', message))
  }
  const step = await carryOut(
    await withMembers(state, change),
    { stage: row.stage === 'sent' ? 'sent' : 'waiting', attempts: row.attempts },
    { sink, sending: () => fenced((trx) => moveWriteBack(trx, row.key, { stage: 'sent' })) },
  )
  await fenced((trx) => after(ctx, trx, { row, step, what, change, settle }))
}

/** Whom a campaign contacts is read when it is carried out: it stands in no row of its own. */
async function withMembers(state: Context['state'], change: Change): Promise<Change> {
  if (change.kind !== 'campaign' || change.after === null) return change
  return { ...change, members: await contactsOf(state, change.productId) }
}

async function after(
  { clock, config }: Context,
  trx: Trx,
  of: {
    readonly row: WriteBack
    readonly step: Step
    readonly what: string
    readonly change: Change
    readonly settle: (trx: Trx, stage: WriteBack['stage'], note: string, message: Message) => Promise<void>
  },
): Promise<void> {
  const { row, step, what, change, settle } = of
  const locale = shopLocale(config)
  const said = locale.words.writeBacks
  switch (step.stage) {
    case 'done':
      return settle(trx, 'done', step.note, oneSentence(row.isUndo ? said.undone(what) : said.done(what)))
    case 'conflict': {
      const there = Number.isFinite(Number(step.note))
        ? shownChange(Number(step.note), change.kind, locale)
        : said.nothing
      return settle(trx, 'conflict', step.note, oneSentence(said.conflict(what, there)))
    }
    case 'failed':
      return settle(trx, 'failed', step.note, oneSentence(said.failed(what, step.note)))
    default: {
      const wait = Math.min(MOST_WAIT_MINUTES, 2 ** row.attempts)
      await moveWriteBack(trx, row.key, {
        stage: step.stage,
        attempts: row.attempts + 1,
        note: step.note,
        nextAt: new Date(clock.now().getTime() + wait * MINUTE_MS),
      })
    }
  }
}

/** How it ended: kept, recorded and said. */
async function settled(
  { deliver, clock, config }: Pick<Context, 'deliver' | 'clock' | 'config'>,
  trx: Trx,
  {
    row,
    stage,
    note,
    message,
  }: { row: WriteBack; stage: WriteBack['stage']; note: string; message: Message },
): Promise<void> {
  const at = clock.now()
  await moveWriteBack(trx, row.key, { stage, note, attempts: row.attempts + 1, doneAt: at })
  const what = { id: row.suggestionId, change: row.change, sink: row.sink, note }
  await record(trx, { who: row.approvedBy, did: `write-back.${stage}`, what, at })
  await deliver.say(trx, { key: `write-back:${row.key}`, channel: config.digest.channel, message })
}

async function hold(
  { deliver, clock, config }: Pick<Context, 'deliver' | 'clock' | 'config'>,
  trx: Trx,
  { row, what, why }: { readonly row: WriteBack; readonly what: string; readonly why: string },
): Promise<void> {
  const nextAt = new Date(clock.now().getTime() + HELD_MINUTES * MINUTE_MS)
  await moveWriteBack(trx, row.key, { stage: 'waiting', held: why, nextAt })
  if (why !== 'four-eyes' || row.held === why) return
  const text = shopLocale(config).words.writeBacks.fourEyes(what, row.suggestionId)
  await deliver.say(trx, {
    key: `write-back:${row.key}:second`,
    channel: config.digest.channel,
    message: oneSentence(text),
  })
}

/** `08:30` in the shop. */
function clockTime(at: Date, zone: string): string {
  const { minute } = wallClock(at, zone)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

function asChange(row: WriteBack): Change {
  return changeSchema.parse(row.change)
}
