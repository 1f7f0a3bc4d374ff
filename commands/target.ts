import { readDates } from '../src/ask/dates/read.ts'
import { BLOT } from '../src/ask/masked.ts'
import { type Asker, type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { readPaces } from '../src/facts/target/read-paces.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays, type Day, dayOf, daysBetween } from '../src/lib/days.ts'
import { minorDigits } from '../src/lib/money.ts'
import type { Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
import { showScope, writeScope } from '../src/metrics/metric.ts'
import { findScope, scopeFor } from '../src/metrics/read/scope.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { dropTarget, setTarget, type Target, targetsFrom } from '../src/state/targets.ts'
import { forecasting } from '../src/threads/forecasts.ts'
import { asUsage } from './shared/as-usage.ts'
import { noDataYet } from './shared/no-data.ts'
import { sayTargets } from './target/answer.ts'
import { parseTarget, type TargetQuestion } from './target/question.ts'

type Setting = Extract<TargetQuestion, { kind: 'set' }>

/** a plan for longer is one for each of its years */
const LONGEST_DAYS = 366

export const target: Command<TargetQuestion> = {
  name: '/target',
  usage: '/target [kpi] [amount|off] [period] [scope]',
  about: 'What a KPI should come to, how far it is, where it will end and how likely that reaches it.',
  examples: [
    '/target',
    '/target gmv 2.5M november',
    '/target orders 12000 2026-12 platform=bazario',
    '/target gmv november off',
  ],
  roles: READERS,
  parse: parseTarget,
  async answer(ctx, question, asker) {
    const { clock, config } = ctx
    const today = dayOf(clock.now(), config.shop.zone)
    if (question.kind === 'list') return listed(ctx, question, today)
    const { usage } = shopLocale(config).words
    if (!asker.roles.includes('manager')) return { kind: 'usage', because: usage.target.managersOnly }
    const place = await placeOf(ctx, question, today)
    if ('kind' in place) return place
    return question.value === null
      ? takenBack(ctx, place)
      : setAnew(
          ctx,
          { ...place, value: inUnit(question.metric, question.value, config.shop.currency) },
          { asker, today },
        )
  },
}

/** an ended one is shown for a while: how did it end? */
const KEPT_DAYS = 14

function inUnit({ unit }: Setting['metric'], value: number, currency: string): number {
  return unit === 'money' ? Math.round(value * 10 ** minorDigits(currency)) : value
}

type Listing = Extract<TargetQuestion, { kind: 'list' }>

/** Of the KPI, the segment and the days that are asked about; all there are where none is. */
async function listed(ctx: Context, { metric, where }: Listing, today: Day): Promise<Message | Usage> {
  const { state, lake, config } = ctx
  const { words: says, period } = shopLocale(config)
  const { periods, text } = readDates(where, { today, direction: 'future' })
  const range = periods.find((one) => one.kind === 'days')
  const scope = await findScope(lake, text.replaceAll(BLOT, ' ').replace(JOINING, ' ').trim())
  if (scope !== 'all' && 'kind' in scope) return asUsage(scope, says.usage)
  const from = range && range.from < today ? range.from : addDays(today, -KEPT_DAYS)
  const all = await targetsFrom(state, from)
  const found = all.filter(
    (one) =>
      (metric === null || one.kpi === metric.name) &&
      (scope === 'all' || one.scope === writeScope(scope)) &&
      (!range || (one.firstDay < range.to && one.lastDay >= range.from)),
  )
  if (found.length > 0 || all.length === 0) return standing(ctx, found, today)
  const asked = [
    metric === null ? '' : says.metrics.label(metric),
    scope === 'all' ? '' : showScope(scope),
    range ? period(range.from, addDays(range.to, -1)) : '',
  ]
  return words(says.target.noneOf(asked.filter(Boolean).join(', ')))
}

/** The period and the segment that were typed; a target without a period is none. */
async function placeOf(
  { lake, config }: Context,
  { metric, where }: Setting,
  today: Day,
): Promise<Omit<Target, 'value' | 'setBy'> | Usage> {
  const { usage } = shopLocale(config).words
  const { periods, text } = readDates(where, { today, direction: 'future' })
  const range = periods.find((period) => period.kind === 'days')
  if (!range || periods.length > 1) return { kind: 'usage', because: usage.target.onePeriod }
  if (daysBetween(range.from, range.to) > LONGEST_DAYS)
    return { kind: 'usage', because: usage.target.tooLong(LONGEST_DAYS) }
  const typed = text.replaceAll(BLOT, ' ').replace(JOINING, ' ').trim()
  const scope = await scopeFor(lake, metric, typed)
  if (scope !== 'all' && 'kind' in scope) return asUsage(scope, usage)
  return { kpi: metric.name, scope: writeScope(scope), firstDay: range.from, lastDay: addDays(range.to, -1) }
}

/** what joins a period or a segment to the rest */
const JOINING = /(?<!\S)(?:for|in|of|by|the|at|on)(?!\S)/giu

async function setAnew(
  ctx: Context,
  place: Omit<Target, 'setBy'>,
  { asker, today }: { readonly asker: Asker; readonly today: Day },
): Promise<Message> {
  const own: Target = { ...place, setBy: asker.name ?? asker.userId }
  await ctx.state.transaction((trx) => setTarget(trx, own, ctx.clock.now()))
  return standing(ctx, [own], today)
}

async function takenBack(
  { state, config }: Context,
  place: Omit<Target, 'value' | 'setBy'>,
): Promise<Message | Usage> {
  const locale = shopLocale(config)
  const { target: said, usage } = locale.words
  const period = locale.period(place.firstDay, place.lastDay)
  const wasThere = await state.transaction((trx) => dropTarget(trx, place))
  return wasThere
    ? words(said.takenBack(place.kpi, period))
    : { kind: 'usage', because: usage.target.notSet(period) }
}

async function standing(ctx: Context, targets: readonly Target[], today: Day): Promise<Message> {
  const locale = shopLocale(ctx.config)
  if (targets.length === 0) return words(locale.words.target.none)
  const known = await asOf(ctx, today)
  if (!known) return noDataYet(ctx)
  return sayTargets(await readPaces(ctx, targets, { known, forecasting }), known.day, locale)
}
