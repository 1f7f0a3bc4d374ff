import type { Context } from '../context.ts'
import { explain } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'
import { shopLocale } from '../report/words/locale.ts'
import type { Trx } from '../state/database/state.ts'

/** Tells the alert channel of a job that was given up: once a day and job, however often it runs. */
export async function tellGivenUp(
  { config, deliver }: Pick<Context, 'config' | 'deliver'>,
  trx: Trx,
  { job, day, error }: { readonly job: string; readonly day: string; readonly error: unknown },
): Promise<void> {
  const { alertChannel: channel } = config
  const { words } = shopLocale(config, config.channelLanguages.get(channel))
  const text = words.edge.jobGivenUp(job, day)
  const why = oneLine(explain(error), 300)
  const key = `job-given-up:${job}:${day}`
  if (await trx('outbox').where({ key }).first('id')) return
  const blocks = [
    { kind: 'text' as const, spans: text },
    { kind: 'context' as const, spans: why },
  ]
  await deliver.say(trx, { key, channel, message: { text: `${text} ${why}`, blocks } })
}
