import { parseIncident } from '../src/alerts/incident.ts'
import { runbookOf } from '../src/alerts/life/write.ts'
import { factsOf, routed } from '../src/alerts/oncall/announce.ts'
import { newsOf, type Told, toAlertmanager, toWebhook } from '../src/alerts/others/payload.ts'
import { matchesAll } from '../src/alerts/routing/matchers.ts'
import { readRouting } from '../src/alerts/routing/read.ts'
import { isQuiet, type Receiver } from '../src/alerts/routing/routing.ts'
import { headlineOf, sayFigures } from '../src/alerts/say.ts'
import type { Context, Job } from '../src/context.ts'
import { Fault } from '../src/lib/errors.ts'
import { plural } from '../src/lib/text.ts'
import { openAlerts, resolvedAlerts, type StoredAlert } from '../src/state/alerts.ts'
import { saveTold, toldBefore } from '../src/state/told-others.ts'
import { voiceOf } from './watch.ts'

/** what is over is said to be over for so long: several looks may fail */
const OVER_MS = 30 * 60_000

export const tellOthers: Job = {
  name: 'tell-others',
  about: 'Tells Alertmanager and webhooks that ALERTS_FILE names of the alerts that are open or over.',
  // a shop that tells nobody else has no run a minute to keep; what is wrong with the file is told elsewhere
  schedule: async ({ config }) =>
    receiversOf(config).length === 0 ? [] : [{ lane: '', schedule: { everyMinutes: 1 } }],
  catchUp: 'none',
  isPrompt: true,
  async run(ctx, due) {
    const now = ctx.clock.now()
    const told = await toTell(ctx, now)
    const failed: string[] = []
    let sent = 0
    for (const receiver of receiversOf(ctx.config)) {
      const own = told.filter(({ labels }) => matchesAll(receiver.matchers, labels))
      try {
        sent += await (receiver.kind === 'alertmanager'
          ? tellAlertmanager(ctx, receiver, { told: own, now })
          : tellWebhook(ctx, receiver, { told: own, fenced: due.fenced }))
      } catch (error) {
        // one that does not answer keeps none of the others
        if (!(error instanceof Fault)) throw error
        ctx.log.warn({ url: receiver.url, err: error }, 'another tool was not told')
        failed.push(new URL(receiver.url).host)
      }
    }
    const but = failed.length === 0 ? '' : ` Not told, and tried again in a minute: ${failed.join(', ')}.`
    return { text: `Told others of ${plural(sent, 'alert')}.${but}`, counts: { sent, failed: failed.length } }
  },
}

function receiversOf(config: Context['config']): readonly Receiver[] {
  try {
    return readRouting(config.alertsFile, config.shop.zone).receivers
  } catch (error) {
    if (error instanceof Fault) return []
    throw error
  }
}

/** What is silenced, inhibited or snoozed is told to nobody else; what ended is, whatever it was. */
async function toTell(ctx: Context, now: Date): Promise<Told[]> {
  const voice = await voiceOf(ctx)
  const open = await openAlerts(ctx.state)
  const over = await resolvedAlerts(ctx.state, new Date(now.getTime() - OVER_MS))
  const facts = factsOf({ open, over, now }, voice)
  const heard = open.filter(
    (alert) => !isQuiet(routed(alert), facts) && !(alert.snoozedUntil && alert.snoozedUntil > now),
  )
  return [...heard, ...over].map((alert) => toldOf(alert, voice))
}

function toldOf(alert: StoredAlert, voice: Awaited<ReturnType<typeof voiceOf>>): Told {
  const incident = parseIncident(alert.finding)
  return {
    ...{ id: alert.id, number: alert.number, labels: routed(alert).labels },
    ...{ summary: headlineOf(incident, voice.locale), description: sayFigures(incident, voice.locale) },
    ...{
      runbook: runbookOf(incident, voice.runbooks ?? {}),
      startsAt: alert.openedAt,
      endsAt: alert.resolvedAt,
    },
  }
}

/** The whole state each time: what it knows already is one there, and what was lost is made good. */
async function tellAlertmanager(
  ctx: Context,
  receiver: Receiver,
  { told, now }: { readonly told: readonly Told[]; readonly now: Date },
): Promise<number> {
  if (told.length > 0) await post(ctx, receiver, toAlertmanager(told, now))
  return told.length
}

/** Only news, each once it was taken; of what it never heard it is not told that it is over. */
async function tellWebhook(
  ctx: Context,
  receiver: Receiver,
  { told, fenced }: { readonly told: readonly Told[]; readonly fenced: Parameters<Job['run']>[1]['fenced'] },
): Promise<number> {
  const known = new Map(Object.entries(await toldBefore(ctx.state, receiver.url)))
  const ids = new Set(told.map(({ id }) => id))
  let sent = 0
  for (const one of told) {
    const news = newsOf(one)
    if (known.get(one.id) === news || (one.endsAt && !known.has(one.id))) continue
    await post(ctx, receiver, toWebhook(one))
    known.set(one.id, news)
    const left = Object.fromEntries([...known].filter(([id]) => ids.has(id)))
    await fenced((trx) => saveTold(trx, receiver.url, left))
    sent++
  }
  return sent
}

async function post({ http, secret }: Context, { url, token }: Receiver, body: unknown): Promise<void> {
  const key = token === null ? null : secret(token)
  if (token !== null && key === null)
    throw new Fault(`${token} is not set.`, 'Set it, or take it out of the alerts file.')
  const headers = key === null ? {} : { authorization: `Bearer ${key}` }
  const answer = await http.sendOnce({ url, method: 'POST', headers, body })
  if (answer.kind === 'lost') throw new Fault(`No answer (${answer.because}).`, 'Check the address.')
  if (answer.status >= 300)
    throw new Fault(`It answers ${answer.status}.`, 'Check the address and the token.')
}
