import { ALPHA } from '../../src/advice/experiment/experiment.ts'
import { type ExperimentPlan, planExperiment } from '../../src/advice/experiment/experiment-plan.ts'
import { MEASURES, measureArm } from '../../src/advice/experiment/measures.ts'
import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { readShoppers } from '../../src/facts/experiment/read-experiments.ts'
import { addDays, instantOf } from '../../src/lib/days.ts'
import { majorUnit } from '../../src/lib/money.ts'
import type { Message } from '../../src/messages/message.ts'
import type { AsOf } from '../../src/models/wholeness/whole-day.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import type { PlanQuestion } from './question.ts'
import { sayLevel } from './say.ts'

/** what a shopper does in so many days is what an experiment of that length sees */
const LOOK_BACK_DAYS = 28
/** a test longer than this is overtaken by the season and by lost cookies */
const LONG_DAYS = 56

/** What the shop's last four weeks say where nothing was typed. */
interface Seen {
  readonly base: number
  readonly sd: number
  readonly daily: number
}

interface Planned {
  readonly question: PlanQuestion
  readonly base: number
  readonly daily: number
  readonly plan: ExperimentPlan
  readonly fromShop: readonly ('base' | 'spread' | 'daily')[]
  readonly asOf: AsOf | null
}

export async function answerPlan(
  ctx: Context,
  question: PlanQuestion,
  known: AsOf | null,
): Promise<Message | Usage> {
  const locale = shopLocale(ctx.config)
  const said = locale.words.experiment
  const { kind } = MEASURES[question.measure]
  const needsSd = kind !== 'share'
  const isComplete = question.base !== null && question.daily !== null && (!needsSd || question.sd !== null)
  const seen = isComplete || !known ? null : await seenIn(ctx, question, known)
  // typed money is in whole units, the lake's in cents
  const unit = kind === 'money' || kind === 'money-per' ? majorUnit(ctx.config.shop.currency) : 1
  const base = question.base === null ? seen?.base : question.base * unit
  // a typed base of another level scatters in proportion
  const sd = question.sd === null ? seen && (seen.sd * (base ?? seen.base)) / seen.base : question.sd * unit
  const daily = question.daily ?? seen?.daily
  if (!base || !daily || (needsSd && !sd)) {
    const missing = [
      ...(base ? [] : ['base=']),
      ...(needsSd && !sd ? ['sd='] : []),
      ...(daily ? [] : ['daily=']),
    ]
    return {
      kind: 'usage',
      because: said.plan.missing(said.measures[question.measure], LOOK_BACK_DAYS, missing),
    }
  }
  if (!needsSd && base * (1 + question.lift) >= 1)
    return {
      kind: 'usage',
      because: said.plan.aboveAll(locale.percent(base), locale.percent(question.lift, 1)),
    }
  const { lift, power, arms } = question
  const plan = planExperiment({
    base,
    sd: needsSd ? (sd ?? null) : null,
    alpha: ALPHA,
    power,
    lift,
    dailyUnits: daily,
    arms,
  })
  const fromShop = [
    ...(question.base === null ? (['base'] as const) : []),
    ...(needsSd && question.sd === null ? (['spread'] as const) : []),
    ...(question.daily === null ? (['daily'] as const) : []),
  ]
  return sayPlan({ question, base, daily, plan, fromShop, asOf: known }, locale)
}

async function seenIn(
  { lake, config }: Context,
  { measure }: PlanQuestion,
  known: AsOf,
): Promise<Seen | null> {
  const { zone } = config.shop
  const end = addDays(known.day, 1)
  const first = addDays(end, -LOOK_BACK_DAYS) > known.first ? addDays(end, -LOOK_BACK_DAYS) : known.first
  const read = await readShoppers(lake, {
    experiment: null,
    from: instantOf(first, 0, zone),
    until: instantOf(end, 0, zone),
  })
  const [all] = read.arms
  if (!all || all.units < 2) return null
  const { mean, variance } = measureArm(measure, all.sums)
  const isUsable = mean > 0 && variance > 0
  return isUsable ? { base: mean, sd: Math.sqrt(variance), daily: all.units / LOOK_BACK_DAYS } : null
}

function sayPlan({ question, base, daily, plan, fromShop, asOf }: Planned, locale: Locale): Message {
  const { measures, plan: said } = locale.words.experiment
  const measure = measures[question.measure]
  const size = said.size({
    measure,
    base: sayLevel(question.measure, base, locale),
    lift: locale.percent(question.lift, 1),
    units: plan.unitsPerArm,
    all: plan.unitsPerArm * question.arms,
    days: plan.days,
    daily,
  })
  const text = locale.words.paragraph(plan.days > LONG_DAYS ? [size, said.tooLong] : [size])
  const rows = [...plan.others, { days: plan.days, lift: question.lift }]
    .sort((a, b) => a.days - b.days)
    .map((one) => {
      const isPlanned = one.days === plan.days
      const shown = one.lift === null ? said.noLift : locale.change(one.lift)
      return [
        said.weeks(one.days / 7, isPlanned),
        locale.number(Math.floor((daily * one.days) / question.arms)),
        isPlanned ? said.atMost(shown) : shown,
      ]
    })
  const method = said.method({
    power: locale.percent(question.power, 0),
    alpha: locale.percent(ALPHA, 0),
    isShared: question.arms > 2,
  })
  return {
    text,
    blocks: [
      { kind: 'header', text: said.title(measure) },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: said.caption(question.arms),
        columns: [
          { label: said.columns.duration },
          { label: said.columns.customers, align: 'right' },
          { label: said.columns.lift, align: 'right' },
        ],
        rows,
      },
      {
        kind: 'context',
        spans: locale.words.paragraph(
          fromShop.length > 0 && asOf
            ? [method, said.fromShop(fromShop, LOOK_BACK_DAYS, asOf.day)]
            : [method],
        ),
      },
      { kind: 'context', spans: said.next },
    ],
  }
}
