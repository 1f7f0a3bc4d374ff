import type { Context, Due, Job, Summary } from '../src/context.ts'
import { COLLECT_EVENTS_EVERY, COLLECT_EVERY } from '../src/facts/intraday/read-through.ts'
import { knownOrders } from '../src/facts/sources/known-orders.ts'
import { sumOf } from '../src/lib/sum.ts'
import { plural } from '../src/lib/text.ts'
import { type Collected, collect as collectSources } from '../src/sources/collect.ts'
import { RUN_LIMITS } from '../src/sources/each-page.ts'
import type { Source } from '../src/sources/source.ts'
import { openReader } from '../src/state/database/read-only.ts'
import { keptOf } from '../src/state/kept.ts'
import { saveSourceState, sourceState } from '../src/state/sources/cursors.ts'
import { hintsOf } from '../src/state/sources/hints.ts'
import { pageQueueOf } from '../src/state/sources/page-queue.ts'

export const collect: Job = {
  name: 'collect',
  about: 'Asks every source for what is new and ingests it.',
  schedule: { everyMinutes: COLLECT_EVERY },
  catchUp: 'latest',
  run: (ctx, due) =>
    collectFrom(
      ctx.sources.filter(({ isPrompt }) => !isPrompt),
      ctx,
      due,
    ),
}

/** A quarter of an hour that is over is collected in the minute after it, whatever the other sources take. */
export const collectEvents: Job = {
  name: 'collect-events',
  about: 'Ingests the events that were taken since the last time.',
  schedule: async ({ sources }) =>
    sources.some(({ isPrompt }) => isPrompt)
      ? [{ lane: '', schedule: { everyMinutes: COLLECT_EVENTS_EVERY, offset: 1 } }]
      : [],
  catchUp: 'latest',
  isPrompt: true,
  run: (ctx, due) =>
    collectFrom(
      ctx.sources.filter(({ isPrompt }) => isPrompt),
      ctx,
      due,
    ),
}

async function collectFrom(sources: readonly Source[], ctx: Context, due: Due): Promise<Summary> {
  const collected = await collectSources({
    sources,
    lake: ctx.lake,
    clients: {
      http: ctx.http,
      openSql: openReader,
      pageQueue: pageQueueOf(ctx.state),
      kept: keptOf(ctx.state),
      signal: new AbortController().signal,
      knownOrders: (source, since, ids) => knownOrders(ctx.lake, source, since, ids),
      hints: hintsOf(ctx.state),
    },
    states: stateStore(ctx, due),
    now: () => ctx.clock.now(),
    // a demo's clock may go sixty times as fast: the minutes of a run are those of the machine
    timer: () => new Date(),
    limits: RUN_LIMITS,
    around: (source, sync) =>
      ctx.traced.step(`collect ${source}`, { source }, sync, {
        came: ({ rows, refused, error }) => ({ rows, refused, outcome: error === null ? 'read' : 'failed' }),
      }),
    onProgress: (source, rows, total) => ctx.progress(`collect ${source}`, rows, Math.max(rows, total)),
  })
  for (const { source, error } of collected) if (error) ctx.log.warn({ source, error }, 'a feed failed')
  return summaryOf(collected)
}

/** Cursors are saved page by page, each behind the fence: a run that was taken over saves none. */
function stateStore({ state }: Context, due: Due) {
  return {
    sourceState: (source: string) => sourceState(state, source),
    saveSourceState: (saved: Parameters<typeof saveSourceState>[1]) =>
      due.fenced((trx) => saveSourceState(trx, saved)),
  }
}

function summaryOf(collected: readonly Collected[]) {
  const rows = sumOf(collected, ({ rows }) => rows)
  const refused = sumOf(collected, ({ refused }) => refused)
  const failed = collected.filter(({ error }) => error !== null)
  const faults = failed.map(({ source, error }) => ` ${source}: ${error}`).join('')
  const stopped = collected.filter(({ notes }) => notes.some(({ kind }) => kind === 'stopped'))
  const goOn = stopped.map(({ source }) => ` ${source} goes on at the next run.`).join('')
  return {
    text: `Collected ${plural(rows, 'row')} from ${plural(collected.length, 'feed')}, ${failed.length} failed.${faults}${goOn}`,
    counts: { rows, refused, failed: failed.length, stopped: stopped.length },
  }
}
