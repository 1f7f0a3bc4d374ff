import type { Context } from '../../src/context.ts'
import type { Message } from '../../src/messages/message.ts'
import { type Collecting, noData, noProducts } from '../../src/report/say-missing.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { runs } from '../../src/state/slots/slots.ts'
import { sourceStates } from '../../src/state/sources/cursors.ts'

type Parts = Pick<Context, 'sources' | 'state' | 'clock' | 'config'>

/** What every question is answered with before there is a day of data. */
export async function noDataYet(ctx: Parts): Promise<Message> {
  return noData(await collecting(ctx), shopLocale(ctx.config))
}

/** What every question about products is answered with before there is one. */
export async function noProductsYet(ctx: Parts): Promise<Message> {
  return noProducts(await collecting(ctx), shopLocale(ctx.config))
}

async function collecting({ sources, state, clock }: Parts): Promise<Collecting> {
  const names = sources.map(({ name }) => name)
  const known = (await sourceStates(state)).filter(({ source }) => names.includes(source))
  const [run] = await runs(state, { limit: 1, job: 'collect' })
  return {
    sources: names,
    done: known.filter(({ lastSuccessAt }) => lastSuccessAt !== null).map(({ source }) => source),
    failing: known.flatMap(({ source, error }) => (error === null ? [] : [{ source, error }])),
    since: run?.state === 'running' ? run.startedAt : null,
    now: clock.now(),
  }
}
