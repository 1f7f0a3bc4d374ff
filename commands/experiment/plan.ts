import { ALPHA } from '../../src/advice/experiment/experiment.ts'
import { type ExperimentPlan, planExperiment } from '../../src/advice/experiment/experiment-plan.ts'
import { MEASURES, measureArm } from '../../src/advice/experiment/measures.ts'
import type { Context, Usage } from '../../src/context.ts'
import { readShoppers } from '../../src/facts/experiment/read-experiments.ts'
import { addDays, instantOf } from '../../src/lib/days.ts'
import { majorUnit } from '../../src/lib/money.ts'
import { plural, showChange, showNumber, showPercent } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import type { AsOf } from '../../src/metrics/read/as-of.ts'
import { showValue } from '../../src/metrics/read/show.ts'
import type { PlanQuestion } from './question.ts'

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
  readonly fromShop: readonly string[]
  readonly asOf: AsOf | null
}

export async function answerPlan(
  ctx: Context,
  question: PlanQuestion,
  known: AsOf | null,
): Promise<Message | Usage> {
  const { kind, label } = MEASURES[question.measure]
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
    const missing = [!base && 'base=', needsSd && !sd && 'sd=', !daily && 'daily='].filter(Boolean).join(', ')
    return {
      kind: 'usage',
      because: `${label} of the last ${LOOK_BACK_DAYS} days is not known, so ${missing} must be typed.`,
    }
  }
  if (!needsSd && base * (1 + question.lift) >= 1)
    return {
      kind: 'usage',
      because: `${showPercent(base)} of shoppers cannot rise by ${showPercent(question.lift, 1)}: more than all. Type a smaller lift=.`,
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
    ...(question.base === null ? ['base'] : []),
    ...(needsSd && question.sd === null ? ['spread'] : []),
    ...(question.daily === null ? ['shoppers a day'] : []),
  ]
  return sayPlan({ question, base, daily, plan, fromShop, asOf: known }, ctx.config.shop.currency)
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

function sayPlan({ question, base, daily, plan, fromShop, asOf }: Planned, currency: string): Message {
  const { kind, label } = MEASURES[question.measure]
  const level = (value: number) =>
    kind === 'share' || kind === 'ratio'
      ? showPercent(value)
      : kind === 'count'
        ? showNumber(value, 4)
        : showValue('money', value, currency)
  const all = plan.unitsPerArm * question.arms
  const text = `${label} from ${level(base)}, lift ${showPercent(question.lift, 1)}: ${plural(plan.unitsPerArm, 'shopper')} an arm, ${showNumber(all)} in all, ${plural(plan.days, 'day')} at ${showNumber(daily)} a day.`
  const rows = [...plan.others, { days: plan.days, lift: question.lift }]
    .sort((a, b) => a.days - b.days)
    .map((one) => [
      `${plural(one.days / 7, 'week')}${one.days === plan.days ? ' (planned)' : ''}`,
      showNumber(Math.floor((daily * one.days) / question.arms)),
      one.lift === null ? 'none' : `${one.days === plan.days ? 'at most ' : ''}${showChange(one.lift)}`,
    ])
  const long =
    plan.days > LONG_DAYS
      ? ' That is longer than eight weeks: aim at a larger lift, a measure nearer to the change, or more shoppers.'
      : ''
  return {
    text: `${text}${long}`,
    blocks: [
      { kind: 'header', text: `Plan of an experiment on ${label.toLowerCase()}` },
      { kind: 'text', spans: `${text}${long}` },
      {
        kind: 'table',
        caption: `The smallest lift that other durations show, ${question.arms} arms`,
        columns: [
          { label: 'Duration' },
          { label: 'Shoppers an arm', align: 'right' },
          { label: 'Smallest lift', align: 'right' },
        ],
        rows,
      },
      {
        kind: 'context',
        spans: `Seen with ${showPercent(question.power, 0)} probability, a false alarm with ${showPercent(ALPHA, 0)}${question.arms > 2 ? ', shared between the arms' : ''}. Whole weeks, two at least. Shoppers are the units: all arms together get the shoppers a day.${
          fromShop.length > 0 && asOf
            ? ` ${fromShop.join(', ')} from ${LOOK_BACK_DAYS} days to ${asOf.day}.`
            : ''
        }`,
      },
      {
        kind: 'context',
        spans:
          'Start it on the platform with a start, a planned end and a variant on every session; /experiment status follows it. Prices are tested the same way, on gmv.',
      },
    ],
  }
}
