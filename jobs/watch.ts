import { dataQuality } from '../src/alerts/data-incident.ts'
import { detect } from '../src/alerts/detect.ts'
import type { KpiIncident } from '../src/alerts/incident.ts'
import type { AlertChannel } from '../src/alerts/life/write.ts'
import { followUp, type Outcome } from '../src/alerts/lifecycle.ts'
import { routingOrNone } from '../src/alerts/oncall/load-routing.ts'
import { type Proposal, proposalKey, proposals, ratedAs, sayProposal } from '../src/alerts/rules/proposals.ts'
import { showCounts } from '../src/alerts/say.ts'
import { asFound } from '../src/alerts/silence.ts'
import { watchRules } from '../src/alerts/watch-rules.ts'
import type { Context, Due, Job } from '../src/context.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays } from '../src/lib/days.ts'
import { sum } from '../src/lib/sum.ts'
import { series } from '../src/metrics/read/series.ts'
import { metricNamed, metrics } from '../src/metrics/registry.ts'
import { type AsOf, daysBehind } from '../src/models/wholeness/whole-day.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { rememberProposal } from '../src/state/alert-rules.ts'
import type { Trx } from '../src/state/database/state.ts'

const MIN_CHANGE = 0.05
/** of the GMV of a usual day: less is not worth an interruption */
const MIN_SHARE = 0.002
/** what happened longer ago is no news: files of last year must not raise an alarm today */
const NEWS_DAYS = 7
const USUAL_DAYS = 28

export const watch: Job = {
  name: 'watch',
  about: 'Compares every KPI with what its past allows, and opens, edits or resolves alerts.',
  schedule: { everyMinutes: 30 },
  catchUp: 'latest',
  async run(ctx, due) {
    const { state, lake, sources, config } = ctx
    const whole = await asOf(ctx, due.day)
    const quality = await dataQuality(
      { state, lake },
      { at: due.at, today: due.day, asOf: whole, sources, metrics },
    )
    const day = whole && isNews(whole, due) ? whole.day : null
    const detected = day ? await detect(ctx, metrics, { day, notEvaluated: quality.notEvaluated }) : []
    const moved = whole?.doubtful ? detected.map(inDoubt) : detected
    const found = quality.incident ? [quality.incident, ...moved] : moved
    const usualDayCents = day ? await usualGmv(ctx, day) : null
    const min = { change: MIN_CHANGE, stakeCents: MIN_SHARE * (usualDayCents ?? 0) }
    // without a day to judge nothing can be said to be over
    const notEvaluated = day ? quality.notEvaluated : new Set(metrics.map(({ name }) => name))
    const ruled = await watchRules(ctx, {
      ...{ at: due.at, today: due.day, whole: day, notEvaluated: quality.notEvaluated },
    })
    const better = day ? await proposals(ctx, { last: day, now: due.at }) : []
    const voice = await voiceOf(ctx)
    const outcomes = await due.fenced(async (trx) => {
      for (const one of better) await propose(trx, { proposal: one, currency: config.shop.currency }, voice)
      const asWatched = { found, notEvaluated, min, at: due.at, usualDayCents }
      return [
        await followUp(trx, { ...asWatched, ...(whole && { isAsFound: asFound(whole.recent) }) }, voice),
        await followUp(trx, { ...ruled, at: due.at, usualDayCents }, voice),
      ]
    })
    return summaryOf(together(outcomes), { channel: config.alertChannel, day })
  },
}

async function propose(
  trx: Trx,
  { proposal, currency }: { readonly proposal: Proposal; readonly currency: string },
  { deliver, channel, locale }: AlertChannel,
): Promise<void> {
  const message = sayProposal(proposal, locale, currency)
  await deliver.say(trx, { key: proposalKey(proposal), channel, message })
  await rememberProposal(trx, proposal.rule.number, ratedAs(proposal))
}

/** Where alerts are posted, and in which languages; a file that is wrong is told by the log. */
export async function voiceOf({ state, config, deliver, log }: Context): Promise<AlertChannel> {
  const localeOf = (channel: string) => shopLocale(config, config.channelLanguages.get(channel))
  const channel = config.alertChannel
  const routing = await routingOrNone(state, config, (error) =>
    log.error({ err: error }, 'alerts file not read, all alerts go to the alert channel'),
  )
  return { deliver, channel, locale: localeOf(channel), localeOf, routing, runbooks: routing.runbooks }
}

/** What fell on a day of which nothing shows that it is complete may also be missing. */
function inDoubt(incident: KpiIncident): KpiIncident {
  return incident.direction === 'down' ? { ...incident, isDoubtful: true } : incident
}

function isNews(whole: AsOf, due: Due): boolean {
  return daysBehind(whole.day, addDays(due.day, -1)) <= NEWS_DAYS
}

async function usualGmv({ lake }: Context, day: string): Promise<number> {
  const gmv = metricNamed('gmv')
  if (!gmv) return 0
  const points = await series(lake, gmv, 'all', { from: addDays(day, -USUAL_DAYS), to: day })
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]))
  return sum(known) / Math.max(1, known.length)
}

/** What the watch and the rules of people have decided and said. */
export function together(outcomes: readonly Outcome[]): Outcome {
  return {
    decisions: outcomes.flatMap(({ decisions }) => decisions),
    messages: outcomes.flatMap(({ messages }) => messages),
  }
}

function summaryOf(
  { decisions, messages }: Outcome,
  { channel, day }: { channel: string; day: string | null },
) {
  const count = (act: string) => decisions.filter((decision) => decision.act === act).length
  const counts = {
    opened: count('open'),
    reopened: count('reopen'),
    updated: count('update'),
    resolved: count('resolve'),
    held: count('hold'),
    kept: count('keep'),
  }
  const about = day ? `Watched ${day}` : 'No recent day to watch'
  return {
    text: `${about}: ${showCounts(counts)}.`,
    counts,
    said: messages.map((message) => ({ channel, message })),
  }
}
