import { quintiles } from '../../advice/campaign/rfm.ts'
import { readTable, type Table } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import { plural, showNumber } from '../../lib/text.ts'
import {
  type Difference,
  differenceOfMeans,
  differenceOfProportions,
  type Sample,
} from '../../stats/tests/difference.ts'
import { type Evaluation, listed, numeric, required, type Score } from '../evaluation.ts'
import { type Arms, armsOf } from '../files/arms.ts'
import { asNumbers } from '../files/cells.ts'
import { usableColumns } from './uplift-columns.ts'
import { type Averages, type Comparison, overSeeds } from './uplift-seeds.ts'

const SEEDS = 20
const usage =
  'uplift --csv <file> --treatment <column> --outcome <column> [--control <value>] [--treated <value>] [--exclude <columns>] [--seeds 20] [--json]'

export const uplift: Evaluation = {
  what: 'uplift',
  usage,
  about: 'how well a campaign is targeted at those whom it persuades, where chance decided who was contacted',
  options: {
    csv: 'a file of one row a customer',
    treatment: 'its column of arms',
    outcome: 'its column of what came of it: yes or no, or an amount',
    control: 'the arm that was left alone',
    treated: 'the arm to judge where there are several',
    exclude: 'columns not to look at',
    seeds: 'how many random splits are averaged',
  },
  async run(asked) {
    const input = required(asked, 'csv', { usage })
    const treatment = required(asked, 'treatment', { usage })
    const named = required(asked, 'outcome', { usage })
    const seeds = numeric(asked, 'seeds', { usual: SEEDS, min: 1, max: 1000 })
    const table = await readTable(input)
    const arms = armsOf(table, treatment, {
      control: asked.option('control'),
      treated: asked.option('treated'),
    })
    const outcome = outcomeOf(table, named)
    const apart = new Set([treatment, named, ...listed(asked, 'exclude')])
    const several = arms.treated.length > 1
    const steps = seeds * (several ? arms.treated.length + 1 : 1)
    const compare = (treated: readonly string[], before: number) =>
      compared({ table, arms: { ...arms, treated }, outcome, apart }, seeds, (done) =>
        asked.progress(before * seeds + done, steps, 'split, learn and rank'),
      )
    const all = compare(arms.treated, 0)
    const each = several ? arms.treated.map((arm, i): [string, Judged] => [arm, compare([arm], i + 1)]) : []
    return scoreOf({ input, arms, all, each })
  },
}

interface Judged extends Averages {
  readonly rows: number
  readonly ate: Difference
  readonly notes: readonly string[]
}

function compared(
  given: {
    readonly table: Table
    readonly arms: Arms
    readonly outcome: Float64Array
    readonly apart: ReadonlySet<string>
  },
  seeds: number,
  onSeed: (done: number) => void,
): Judged {
  const { table, arms, apart } = given
  const wanted = new Set([arms.control, ...arms.treated])
  const rows = Uint32Array.from(given.outcome.keys()).filter(
    (row) => wanted.has(arms.of[row] ?? '') && Number.isFinite(given.outcome[row]),
  )
  const treated = Uint8Array.from(rows, (row) => (arms.of[row] === arms.control ? 0 : 1))
  const outcome = Float64Array.from(rows, (row) => given.outcome[row] ?? 0)
  const { features, columns, notes } = usableColumns(table, rows, { treated, outcome, apart })
  if (features.length === 0)
    throw new Fault(
      `No column is left to tell customers apart by. ${notes.join(' ')}`,
      'Add what was known of them before the campaign, such as recency, orders and spend.',
    )
  const data: Comparison = { features, columns, treated, outcome, rfm: rfmOf(columns.numbers) }
  const averages = overSeeds(data, seeds, onSeed)
  if (averages.kind === 'too-few')
    throw new Fault(
      `The ${averages.arm} customers to learn from responded ${plural(averages.have, 'time')}, ${averages.need} are needed.`,
      'Wait for more responses, or judge a more frequent outcome.',
    )
  const missing = table.rows - rows.length - othersIn(given)
  return {
    ...averages,
    rows: rows.length,
    ate: ateOf(treated, outcome),
    notes: [
      ...notes,
      ...(missing > 0 ? [`${plural(missing, 'row')} left out: the arm or the outcome is missing.`] : []),
    ],
  }
}

/** rows of arms that were not asked for */
function othersIn({ arms, outcome }: { readonly arms: Arms; readonly outcome: Float64Array }): number {
  const wanted = new Set([arms.control, ...arms.treated])
  return arms.of.filter((arm, row) => arm !== null && !wanted.has(arm) && Number.isFinite(outcome[row]))
    .length
}

function outcomeOf(table: Table, name: string): Float64Array {
  const column = table.columns.get(name)
  if (!column) {
    const names = [...table.columns.keys()].map((one) => `"${one}"`).join(', ')
    throw new Fault(`There is no column "${name}".`, `There are ${names}.`)
  }
  const values = asNumbers(column)
  if (!values)
    throw new Fault(
      `Column "${name}" is no number and no yes or no.`,
      'Name an outcome such as visit or spend.',
    )
  if (values.some((value) => value < 0))
    throw new Fault(
      `Column "${name}" holds values below 0.`,
      'Give what was gained: a visit, an order, an amount.',
    )
  if (values.every((value) => value !== 0))
    throw new Fault(
      `Column "${name}" is nowhere 0.`,
      'Keep the customers of whom nothing came; they are most of a campaign.',
    )
  return values
}

function ateOf(treated: Uint8Array, outcome: Float64Array): Difference {
  const sample = (arm: number): Sample => {
    const values = outcome.filter((_, row) => treated[row] === arm)
    return {
      count: values.length,
      sum: sum(values),
      squares: sumOf(values, (value) => value * value),
    }
  }
  const [a, b] = [sample(1), sample(0)]
  return outcome.every((value) => value === 0 || value === 1)
    ? differenceOfProportions({ hits: a.sum, of: a.count }, { hits: b.sum, of: b.count })
    : differenceOfMeans(a, b)
}

/** Sum of the quintiles of recency, frequency and money, of whichever are there; null where fewer than two are. */
function rfmOf(numbers: Readonly<Record<string, Float64Array>>): Float64Array | null {
  const of = (words: RegExp, sign: number) => {
    const name = Object.keys(numbers).find((one) => words.test(one))
    const values = name === undefined ? null : (numbers[name] ?? null)
    return values && quintiles(values.map((value) => sign * (Number.isNaN(value) ? 0 : value)))
  }
  const scores = [
    of(/recency|days_?since|last_/i, -1),
    of(/freq|orders|n_?purchases|transactions/i, 1),
    of(/monetary|history|spen|amount|revenue|value|gmv/i, 1),
  ].filter((score) => score !== null)
  const [first, ...others] = scores
  if (!first || others.length === 0) return null
  return Float64Array.from(first, (score, row) =>
    others.reduce((sum, other) => sum + (other[row] ?? 0), score),
  )
}

function scoreOf(found: {
  readonly input: string
  readonly arms: Arms
  readonly all: Judged
  readonly each: readonly (readonly [string, Judged])[]
}): Score {
  const { input, arms, all, each } = found
  const { peers, ate, gain, seeds } = all
  const ofArms = each.flatMap(([arm, judged]) =>
    Object.entries({ ...told(judged.ours, judged.ate), ate: judged.ate.estimate }).map(([name, value]) => [
      `${name}${camel(arm)}`,
      value,
    ]),
  )
  return {
    model:
      'the bot’s own targeting: as it ranks customers after a campaign with a holdout, on the columns of this file',
    input,
    rows: all.rows,
    metrics: {
      ...told(all.ours, ate),
      ate: ate.estimate,
      ateLow: ate.low,
      ateHigh: ate.high,
      gain: gain.estimate,
      gainLow: gain.low,
      gainHigh: gain.high,
      seeds,
      ...Object.fromEntries(ofArms),
    },
    baselines: Object.fromEntries(Object.entries(peers).map(([name, figures]) => [name, told(figures, ate)])),
    verdict: verdictOf(all),
    notes: [
      `${arms.treated.map((arm) => `"${arm}"`).join(' and ')} against "${arms.control}", ${plural(seeds, 'random split')} of 70/30. gain: the area between the Qini curve and its straight line, in outcomes a person, with 95 % interval over people; 0 is random. ${
        isClear(ate)
          ? 'Qini: that area over the effect on average.'
          : 'No Qini is told: it divides by the effect on average, which may be 0 here.'
      }`,
      ...all.notes,
      ...each.map(
        ([arm, judged]) =>
          `"${arm}" alone: gain ${judged.gain.estimate.toFixed(4)} (${judged.gain.low.toFixed(4)} to ${judged.gain.high.toFixed(4)}), uplift at 30 % ${judged.ours.uplift30.toFixed(4)} of ${judged.ate.estimate.toFixed(4)} (${judged.ate.low.toFixed(4)} to ${judged.ate.high.toFixed(4)}) overall; --treated "${arm}" shows all of it.`,
      ),
    ],
  }
}

function camel(arm: string): string {
  return arm
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('')
}

/** A Qini over an effect that may be 0 is a number without meaning. */
function told({ qini, ...figures }: Averages['ours'], ate: Difference): Readonly<Record<string, number>> {
  return isClear(ate) ? { qini, ...figures } : figures
}

function isClear({ low, high }: Difference): boolean {
  return low > 0 || high < 0
}

/** The ranking is judged by its own interval: where the effect is 0 on average, targeting may be worth most. */
function verdictOf({ ours, ate, gain }: Judged): string {
  const many = `uplift ${ours.uplift30.toFixed(4)} among the best 30 %, ${ate.estimate.toFixed(4)} among all; the ranking gains ${showNumber(gain.estimate, 4)} (${showNumber(gain.low, 4)} to ${showNumber(gain.high, 4)}) a person`
  const onAverage = `interval ${showNumber(ate.low, 4)} to ${showNumber(ate.high, 4)}`
  const isShown = gain.low > 0 && ours.uplift30 > ate.estimate
  if (isShown && ours.uplift30 > 0) {
    if (ate.low > 0) return `Targeting by uplift pays: ${many}.`
    return `Targeting by uplift pays, contacting everybody ${ate.high < 0 ? 'does harm' : `is not shown to (${onAverage})`}: ${many}.`
  }
  if (ate.high < 0) return `The contact does harm: ${many}.`
  if (ate.low <= 0)
    return `No effect of the contact is shown (${onAverage}), nor anybody whom it persuades: ${many}.`
  return `The contact works (${onAverage}), but targeting by uplift is not shown to do better than chance: ${many}.`
}
