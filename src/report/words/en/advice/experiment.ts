import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

const customers = (count: number) => plural(count, 'customer')

/** Why an experiment's verdict is what it is, as a clause; `measure` is what the metric is called. */
export const verdictReasons = {
  unevenArms:
    'the arms were not filled as planned, so they cannot be compared: look for the cause and start anew',
  guardrailWorse: (measure: string) => `${measure} got worse beyond chance`,
  noSpread: (measure: string) => `${measure} has no spread to test`,
  noDifference: (measure: string) => `${measure} does not differ beyond chance`,
  better: (measure: string) => `${measure} got better beyond chance`,
  worse: (measure: string) => `${measure} got worse beyond chance`,
  notClearYet: (_measure: string) =>
    'not clear yet: who looks before the end needs a wider range, and no effect is still in it',
  clearlyWorse: (measure: string) => `${measure} got worse, clearly enough to stop before the planned date`,
  tooSoon: (measure: string, days: number) =>
    `${measure} is clearly better, but ${days} days should pass: the new wears off, and weekends differ`,
  clearlyBetter: (measure: string) => `${measure} got better, clearly enough to stop before the planned date`,
}

/** How large a test must be, how a running one is doing, and what came of it. */
export const experimentWords = (f: Format) => ({
  measures: {
    conversion: 'Customers who bought',
    orders: 'Orders per customer',
    gmv: 'GMV per customer',
    session_conversion: 'Orders per session',
    aov: 'GMV per order',
    refund_rate: 'Refunded share of GMV',
  },
  verdicts: {
    ship: 'ship',
    'roll back': 'roll back',
    'keep running': 'keep running',
    inconclusive: 'inconclusive',
    'no verdict': 'no verdict',
  },
  because: verdictReasons,
  none: 'No source delivers experiments yet. /experiment plan conversion says how large and how long one must be; add a source of assignments to follow it here.',
  unknown: (typed: string, ids: readonly string[]) =>
    `There is no experiment “${typed}”, only ${ids.join(', ')}.`,
  noneRunning: (ended: number, titles: readonly string[]) =>
    `No experiment is running. ${plural(ended, 'experiment')} ended: ${titles.join(', ')}; /experiment report tells what came of it.`,
  noReport: 'There is no experiment to report. /experiment status lists those that run.',
  named: (name: string, id: string) => `${name} (${id})`,
  noUnits: (title: string) => `${title}: no session carries its variant yet, so there is nothing to compare.`,
  oneArm: (title: string, arm: string, units: number) =>
    `${title}: only “${arm}” was seen (${customers(units)}); a second arm is needed.`,
  headline: (one: {
    title: string
    /** null when it is over */
    day: number | null
    plannedDays: number
    arms: readonly { arm: string | null; verdict: string; because: string }[]
  }) => {
    const far = one.day === null ? 'over' : `day ${one.day} of ${one.plannedDays}`
    const arms = one.arms.map(
      ({ arm, verdict, because }) => `${arm === null ? '' : `${arm}: `}${verdict} – ${because}`,
    )
    return `${one.title}, ${far}: ${arms.join('; ')}.`
  },
  levels: (one: { measure: string; treated: string; arm: string; control: string; controlArm: string }) =>
    `${one.measure}: ${one.treated} in ${one.arm} against ${one.control} in ${one.controlArm}.`,
  lift: (one: { lift: string; better: string; loss: string }) =>
    `Lift ${one.lift}; better with ${one.better} probability, expected loss if shipped ${one.loss} of the control’s level.`,
  everyDayBound: (low: string, high: string) =>
    `Until the end a wider range decides, because every look gives chance another try: ${low} to ${high}.`,
  end: (one: { isOver: boolean; lastDay: Day; isUsualPlan: boolean }) =>
    `${one.isOver ? 'Ended after' : 'Planned to end after'} ${f.longDay(one.lastDay)}${one.isUsualPlan ? ', four weeks, as the platform names no end' : ''}.`,
  split: {
    broken: (arms: string, p: string) => `Sample-ratio mismatch, no verdict: customers ${arms} (p ${p}).`,
    doubtful: (arms: string, p: string) =>
      `Sample-ratio warning: customers ${arms} (p ${p}); look for what loses some of one arm.`,
    'as planned': (arms: string, p: string) => `Customers: ${arms}, as planned (p ${p}).`,
  },
  caption: (arm: string, control: string) => `${arm} against ${control}, 95 % intervals`,
  columns: { measure: 'By customer', lift: 'Lift', p: 'p', holm: 'p by Holm' },
  decides: 'decides',
  unknownLift: 'not known',
  range: (estimate: string, low: string, high: string) => `${estimate} (${low} to ${high})`,
  noGuardrail: 'No guardrail has data yet.',
  guardrails: (list: readonly { measure: string; p: string }[]) =>
    `Guardrails, one-sided chance of so much harm by accident: ${list.map(({ measure, p }) => `${measure} ${p}`).join(', ')}.`,
  notes: {
    controlAssumed: (arm: string) =>
      `Which arm is the control is not stated: “${arm}”, the first by name, is taken.`,
    otherMeasure: (named: string | null) =>
      `${named === null ? 'No metric' : `“${named}”`} is named as what decides; customers who bought are tested instead.`,
    units: (units: number, planned: number, isByPace: boolean) =>
      `${f.number(units)} customers of about ${f.number(planned)} planned (${isByPace ? 'at the pace so far' : 'as many as came in the same time before the start'}).`,
    crossed: (units: number) => `${customers(units)} seen in several arms left out.`,
    anonymous: (sessions: number) => `${plural(sessions, 'session')} without a customer left out.`,
    cap: (money: string) => `GMV per customer is cut at ${money}, its 99.9th percentile.`,
  },
  source: (day: Day) =>
    `Data to ${f.longDay(day)}. Customers are the units, what they spent in the eight weeks before is taken out (CUPED); ratios by the delta method.`,
  notValued: {
    margin: (verdict: 'ship' | 'roll back', arm: string) =>
      `What it is worth to ${verdict} ${arm} cannot be calculated: the cost of no product is known.`,
    gmv: (verdict: 'ship' | 'roll back', arm: string) =>
      `What it is worth to ${verdict} ${arm} cannot be calculated: GMV per customer has no spread to test.`,
  },
  kept: (id: number, doing: string) => `No. ${id}: ${doing}`,
  plan: {
    missing: (measure: string, days: number, options: readonly string[]) =>
      `${measure} of the last ${days} days is not known, so ${options.join(', ')} must be typed.`,
    aboveAll: (base: string, lift: string) =>
      `${base} of customers cannot rise by ${lift}: more than all. Type a smaller lift=.`,
    size: (one: {
      measure: string
      base: string
      lift: string
      units: number
      all: number
      days: number
      daily: number
    }) =>
      `${one.measure} from ${one.base}, lift ${one.lift}: ${customers(one.units)} an arm, ${f.number(one.all)} in all, ${plural(one.days, 'day')} at ${f.number(one.daily)} a day.`,
    tooLong:
      'That is longer than eight weeks: aim at a larger lift, a measure nearer to the change, or more customers.',
    title: (measure: string) =>
      `Plan of an experiment on ${measure.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}`,
    caption: (arms: number) => `The smallest lift that other durations show, ${arms} arms`,
    columns: { duration: 'Duration', customers: 'Customers an arm', lift: 'Smallest lift' },
    weeks: (weeks: number, isPlanned: boolean) => `${plural(weeks, 'week')}${isPlanned ? ' (planned)' : ''}`,
    noLift: 'none',
    atMost: (lift: string) => `at most ${lift}`,
    method: (one: { power: string; alpha: string; isShared: boolean }) =>
      `Seen with ${one.power} probability, a false alarm with ${one.alpha}${one.isShared ? ', shared between the arms' : ''}. Whole weeks, two at least. Customers are the units: all arms together get the customers a day.`,
    fromShop: (what: readonly ('base' | 'spread' | 'daily')[], days: number, to: Day) => {
      const names = { base: 'base', spread: 'spread', daily: 'customers a day' }
      return `${what.map((one) => names[one]).join(', ')} from ${days} days to ${f.longDay(to)}.`
    },
    next: 'Start it on the platform with a start, a planned end and a variant on every session; /experiment status follows it. Prices are tested the same way, on gmv.',
  },
})
