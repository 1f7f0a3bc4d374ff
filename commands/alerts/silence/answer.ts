import { instantFrom } from '../../../src/alerts/life/until.ts'
import { routed } from '../../../src/alerts/oncall/announce.ts'
import { routingOrNone } from '../../../src/alerts/oncall/load-routing.ts'
import { type Matcher, matchesAll, showMatcher } from '../../../src/alerts/routing/matchers.ts'
import { type Asker, DECIDERS, type Usage } from '../../../src/command.ts'
import type { Context } from '../../../src/context.ts'
import type { Message } from '../../../src/messages/message.ts'
import { words } from '../../../src/messages/words.ts'
import { type Locale, shopLocale } from '../../../src/report/words/locale.ts'
import { holdAlerts, openAlerts } from '../../../src/state/alerts.ts'
import { record } from '../../../src/state/audit.ts'
import { addSilence, changeSilence, type Silence, silencesAt } from '../../../src/state/silences.ts'
import type { SilenceQuestion } from './question.ts'

type Reads = Pick<Context, 'state' | 'config' | 'clock' | 'log'>

/** as long as a person can have meant it */
const MOST_DAYS = 90
/** words of a time: `2026-12-01 at 08:30`, `tomorrow 09:00`, `4 h` */
const MOST_WORDS = 4

export async function silence(ctx: Reads, asked: SilenceQuestion, asker: Asker): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const now = ctx.clock.now()
  if (asked.kind === 'silences') return listed(ctx, now, locale)
  if (!asker.roles.some((role) => DECIDERS.includes(role)))
    return { kind: 'usage', because: locale.words.alerts.decidersOnly }
  const who = asker.name ?? asker.userId
  if (asked.kind === 'silence') {
    const when = untilAndWhy(asked.rest, now, locale)
    if ('because' in when) return when
    const given = {
      matchers: asked.matchers.map(showMatcher),
      ...when,
      comment: when.comment || '–',
      by: who,
    }
    const made = await ctx.state.transaction(async (trx) => {
      await holdAlerts(trx)
      await record(trx, { who, did: 'silence', what: given, at: now })
      return addSilence(trx, given, now)
    })
    return answered(ctx, made, asked.matchers, locale)
  }
  const before = (await silencesAt(ctx.state, now)).find(({ number }) => number === asked.number)
  if (!before) return { kind: 'usage', because: locale.words.silences.unknown(asked.number) }
  const when = asked.rest === null ? { until: now, comment: '' } : untilAndWhy(asked.rest, now, locale)
  if ('because' in when) return when
  const change = {
    until: when.until,
    ...(when.comment !== '' && { comment: when.comment }),
    ...(asked.matchers && { matchers: asked.matchers.map(showMatcher) }),
  }
  await ctx.state.transaction(async (trx) => {
    await holdAlerts(trx)
    await record(trx, { who, did: 'silence', what: { number: before.number, ...change }, at: now })
    await changeSilence(trx, before.number, change, now)
  })
  if (asked.rest === null) return words(locale.words.silences.ended(before.number))
  const matchers = asked.matchers ?? null
  return answered(ctx, { ...before, ...change }, matchers, locale)
}

/** The longest beginning that is a time is until when; the rest says why. */
function untilAndWhy(
  rest: string,
  now: Date,
  { zone, words: { silences } }: Locale,
): { readonly until: Date; readonly comment: string } | Usage {
  const typed = rest.split(' ')
  for (let count = Math.min(MOST_WORDS, typed.length); count > 0; count--) {
    const until = instantFrom(typed.slice(0, count).join(' '), now, zone)
    if (until === null || until <= now) continue
    if (until.getTime() - now.getTime() > MOST_DAYS * 86_400_000) break
    return { until, comment: typed.slice(count).join(' ') }
  }
  return { kind: 'usage', because: silences.untilWhen }
}

async function answered(
  { state }: Pick<Reads, 'state'>,
  made: Silence,
  typed: readonly Matcher[] | null,
  locale: Locale,
): Promise<Message> {
  const said = locale.words.silences
  const quiet = typed
    ? (await openAlerts(state)).filter((alert) => matchesAll(typed, routed(alert).labels))
    : null
  const text = said.line({ ...made, matchers: made.matchers.join(' ') })
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...(quiet ? [{ kind: 'text', spans: said.now(quiet.map(({ number }) => number)) } as const] : []),
      { kind: 'context', spans: said.how(made.number) },
    ],
  }
}

async function listed(ctx: Reads, now: Date, locale: Locale): Promise<Message> {
  const said = locale.words.silences
  const own = await silencesAt(ctx.state, now)
  const routing = await routingOrNone(ctx.state, ctx.config, (error) =>
    ctx.log.warn({ err: error }, 'alerts file'),
  )
  const ofFile = routing.silences.filter((one) => one.until > now && one.number === undefined)
  if (own.length + ofFile.length === 0) return words(said.none)
  const text = said.count(own.length + ofFile.length)
  return {
    text,
    blocks: [
      { kind: 'header', text },
      {
        kind: 'list',
        items: [
          ...own.map((one) => said.line({ ...one, matchers: one.matchers.join(' ') })),
          ...ofFile.map((one) =>
            said.ofFile(one.matchers.map(showMatcher).join(' '), one.until, one.comment),
          ),
        ],
      },
    ],
  }
}
