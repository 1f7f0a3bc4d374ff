import type { Context, Due, Job } from '../src/context.ts'
import { knownOrders } from '../src/facts/sources/known-orders.ts'
import { sumOf } from '../src/lib/sum.ts'
import { plural } from '../src/lib/text.ts'
import { type Collected, collect as collectSources } from '../src/sources/collect.ts'
import { RUN_LIMITS } from '../src/sources/each-page.ts'
import { openReader } from '../src/state/database/read-only.ts'
import { keptOf } from '../src/state/kept.ts'
import { saveSourceState, sourceState } from '../src/state/sources/cursors.ts'
import { hintsOf } from '../src/state/sources/hints.ts'
import { pageQueueOf } from '../src/state/sources/page-queue.ts'

export const collect: Job = {
  name: 'collect',
  about: 'Asks every feed for what is new and lands it raw.',
  schedule: { everyMinutes: 15 },
  catchUp: 'latest',
  async run(ctx, due) {
    const collected = await collectSources({
      sources: ctx.sources,
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
      limits: RUN_LIMITS,
      onProgress: (source, rows, total) => ctx.progress(`collect ${source}`, rows, Math.max(rows, total)),
    })
    for (const { source, error } of collected) if (error) ctx.log.warn({ source, error }, 'a feed failed')
    return summaryOf(collected)
  },
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
