import type { Asker, Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { wallClock } from '../../src/lib/days.ts'
import { showClock } from '../../src/lib/show-days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block, Message, Span } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { type Recipient, recipientOf, recipients } from '../../src/state/messages/recipients.ts'
import { DIGEST_KINDS, subscriptionOf } from '../../src/state/messages/subscriptions.ts'
import { type DigestRun, digestRuns } from '../../src/state/slots/digest-runs.ts'
import { JOBS } from './act.ts'
import { seenBy } from './list.ts'
import { sayDigest } from './say.ts'

const RUNS = 20
const RUNS_OF_ALL = 3

type Reads = Pick<Context, 'state' | 'config'>

/** Every run of a digest with what came of it; without a number the latest of all. */
export async function sayHistory(
  { state, config }: Reads,
  id: number | null,
  asker: Asker,
): Promise<Message | Usage> {
  const locale = shopLocale(config)
  const { subscribe: said, usage } = locale.words
  const wanted = id === null ? await allOf({ state, config }, asker) : await oneOf(state, id)
  if (wanted.length === 0)
    return id === null
      ? { text: said.none, blocks: [textBlock(said.none)] }
      : { kind: 'usage', because: usage.subscribe.unknown(id) }
  const limit = id === null ? RUNS_OF_ALL : RUNS
  const blocks = await Promise.all(
    wanted.map(async (one): Promise<Block[]> => {
      const runs = await digestRuns(state, { job: JOBS[one.kind], lane: one.lane, limit })
      const what = sayDigest(one, locale)
      const title = one.id === 0 ? said.history.titleOfSettings(what) : said.history.title(one.id, what)
      return [
        textBlock([{ text: title, style: 'bold' }]),
        runs.length === 0
          ? textBlock(said.history.none)
          : { kind: 'list', items: runs.map((run) => sayRun(run, one.zone, locale)) },
      ]
    }),
  )
  return { text: said.title, blocks: [{ kind: 'header', text: said.title }, ...blocks.flat()] }
}

async function oneOf(state: Reads['state'], id: number): Promise<Recipient[]> {
  const found = await subscriptionOf(state, id)
  return found ? [recipientOf(found)] : []
}

async function allOf({ state, config }: Reads, asker: Asker): Promise<Recipient[]> {
  const found = await Promise.all(DIGEST_KINDS.map((kind) => recipients(state, kind, config)))
  return found.flat().filter((one) => seenBy(one, asker))
}

/** `Tue 24 Nov 2026 07:30: sent (open)` */
function sayRun(run: DigestRun, zone: string, { words: { subscribe } }: Locale): (string | Span)[] {
  const { history } = subscribe
  const { day, minute } = wallClock(run.at, zone)
  const text = `${history.day(day, showClock(minute))}${sayCame(run, subscribe)}`
  const attempts = Math.max(run.message?.attempts ?? 0, run.job.state === 'done' ? 0 : run.job.attempts)
  const tries = attempts > 1 ? history.tries(attempts) : ''
  const link = linkTo(run)
  return [`${text}${tries}`, ...(link ? [' (', { text: history.open, href: link }, ')'] : [])]
}

function sayCame({ job, skipped, message }: DigestRun, said: Locale['words']['subscribe']): string {
  const { history } = said
  if (job.state === 'skipped') return history.overtaken
  if (job.state === 'due') return history.due
  if (job.state === 'running') return history.running
  if (job.state === 'dead' || job.state === 'retry') {
    const because = oneLine(job.error ?? '', 160)
    return job.state === 'dead' ? history.failed(because) : history.waiting(because)
  }
  if (skipped !== null) return history.skipped[skipped]
  if (!message) return history.skipped['no-data']
  if (message.ts !== null && message.postedRevision >= message.revision)
    return message.revision > 1 ? history.edited : history.sent
  const code = /^[a-z_]+$/u.test(message.error ?? '')
    ? said.because(message.error ?? '')
    : (message.error ?? '')
  if (message.isDead) return history.failed(oneLine(code, 160))
  return message.error === null ? history.onItsWay : history.waiting(oneLine(code, 160))
}

/** Where the message stands: Slack leads from there into whatever workspace the reader is in. */
function linkTo({ message }: DigestRun): string | null {
  if (!message?.ts || message.channelId === null) return null
  return `https://slack.com/app_redirect?channel=${message.channelId}&message_ts=${message.ts}`
}
