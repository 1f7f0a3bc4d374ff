import { basename } from 'node:path'
import { firstArm } from '../../advice/campaign/control-arm.ts'
import { readTable } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import { armShare } from '../../stats/tests/arm-mean.ts'
import { type Evaluation, listed, required, type Score } from '../evaluation.ts'
import { armNamed } from '../files/arms.ts'
import { countsOf } from './counts.ts'
import { dayMetric, dayRows, randomised } from './day-rows.ts'
import { type ArmMetric, metricOf } from './metrics.ts'
import type { Read } from './read.ts'
import { scoreOf } from './score.ts'
import { lookedAt, summariesOf } from './summaries.ts'
import { unitsOf } from './units.ts'

const usage =
  'experiment --csv <file> --variant <column> --metric <columns> [--control <value>] [--unit <column>] [--pre <column>] [--guardrail <columns>] [--down <columns>] [--split 50,50] [--planned <units>] | experiment --counts "500/10000,566/10100" | experiment --summary <file> [--experiment <id>] [--json]'
export const experiment: Evaluation = {
  what: 'experiment',
  usage,
  about: 'whether an A/B test says ship, roll back, or nothing yet',
  options: {
    csv: 'a file of one row a unit, of several with --unit, or of one row an arm and day',
    variant: 'the column that says which arm a row belongs to',
    metric: 'columns, the deciding one first: yes or no, an amount, or a ratio such as revenue/orders',
    control: 'the arm that was left as it is; found by its name, else the first',
    unit: 'the column of who was randomised: rows of one unit are added up',
    pre: 'a column of what was known before the start: CUPED takes it out',
    guardrail: 'columns that must not get worse',
    down: 'metrics that are better when they fall',
    split: 'the planned shares of the arms, in the order of their names',
    planned: 'units planned in all: with fewer, only the bound for early looks decides',
    counts:
      'conversions/users of each arm, the control first, as "500/10000,566/10100"; or a file with the columns variant, users, conversions',
    summary:
      'a file of n, mean and variance (or sd): a row an arm (variant, n, mean, variance) or both arms beside each other (count_c, mean_c, variance_c, count_t ...), several rows where it was looked at several times',
    experiment: 'which of the experiments of a summary',
  },
  async run(asked): Promise<Score> {
    const common = {
      split: splitOf(listed(asked, 'split')),
      planned: plannedOf(asked.option('planned')),
      down: [...listed(asked, 'down'), asked.option('down')?.trim() ?? ''],
    }
    const counts = asked.option('counts')
    const summary = asked.option('summary')
    if (summary !== null)
      return scoreOf({ ...common, ...(await fromSummary(summary, asked, common.planned)) })
    if (counts !== null) {
      const strange = ['csv', 'variant', 'metric', 'unit', 'pre', 'guardrail'].find(
        (name) => asked.option(name) !== null,
      )
      if (strange) throw new Fault(`--counts takes no --${strange}.`, `Usage: floorwalker evaluate ${usage}`)
      return scoreOf({ ...common, ...(await fromCounts(counts, asked.option('control'))) })
    }
    const input = required(asked, 'csv', { usage })
    const variant = required(asked, 'variant', { usage })
    required(asked, 'metric', { usage })
    const table = await readTable(input)
    const unit = asked.option('unit')
    const rows = unitsOf(table, variant, null)
    const days = dayRows(table, variant, rows.names, unit)
    const units = days || unit === null ? rows : unitsOf(table, variant, unit)
    const pre = asked.option('pre')
    const metric = (name: string) =>
      days ? dayMetric(table, days, units, name) : metricOf(table, units, name, pre)
    const asMetrics = columnsAsked(asked, 'metric', table)
    const [primary, ...others] = asMetrics.map(metric)
    if (!primary) throw new Fault('--metric names no column.', `Usage: floorwalker evaluate ${usage}`)
    const read = withControl(units.names, asked.option('control'))
    const counted = days
      ? randomised(table, days, units.names, asMetrics[0] ?? '')
      : units.names.map((_, arm) => sumOf(units.armOf, (one) => (one === arm ? 1 : 0)))
    return scoreOf({
      ...common,
      input,
      rows: table.rows,
      names: units.names,
      control: read.control,
      units: counted ?? units.names.map(() => Number.NaN),
      metrics: [primary, ...others],
      guardrails: columnsAsked(asked, 'guardrail', table).map(metric),
      notes: [
        ...read.notes,
        ...units.notes,
        ...(counted
          ? []
          : ['Whether the arms were filled as planned cannot be told: no column counts who was in them.']),
      ],
    })
  },
}

/** Columns with commas between them; a column may have commas in its own name. */
function columnsAsked(
  asked: Parameters<Evaluation['run']>[0],
  option: string,
  { columns }: { readonly columns: ReadonlyMap<string, unknown> },
): string[] {
  const whole = asked.option(option)?.trim() ?? ''
  return columns.has(whole) ? [whole] : listed(asked, option)
}

async function fromCounts(
  typed: string,
  control: string | null,
): Promise<Omit<Read, 'split' | 'planned' | 'down'>> {
  const counted = await countsOf(typed)
  const names = counted.map(({ name }) => name)
  const isFile = !/^[\s\d/,;._']+$/.test(typed)
  const read = isFile || control !== null ? withControl(names, control) : { control: 0, notes: [] }
  const conversion: ArmMetric = {
    name: 'conversion',
    kind: 'share',
    arms: counted.map(({ users, conversions }) => armShare({ hits: conversions, of: users })),
    adjusted: () => null,
    notes: [],
  }
  return {
    input: isFile ? basename(typed) : typed,
    rows: sumOf(counted, ({ users }) => users),
    names,
    control: read.control,
    units: counted.map(({ users }) => users),
    metrics: [conversion],
    guardrails: [],
    notes: read.notes,
  }
}

async function fromSummary(
  path: string,
  { option }: Parameters<Evaluation['run']>[0],
  planned: number | null,
): Promise<Omit<Read, 'split' | 'planned' | 'down'>> {
  const table = await readTable(path)
  const found = summariesOf(table, path, { only: option('experiment'), metric: option('metric') })
  const { names, checkpoints } = found
  const typed = option('control')
  const read =
    typed === null && found.control !== null
      ? { control: found.control, notes: [] }
      : withControl(names, typed)
  const [primary, ...others] = found.metrics.map(
    ({ name, arms }): ArmMetric => ({ name, kind: 'mean', arms, adjusted: () => null, notes: [] }),
  )
  if (!primary)
    throw new Fault(`${basename(path)} holds no metric.`, 'Give n, mean and variance of each arm.')
  const units = primary.arms.map((arm) => arm.units)
  return {
    input: basename(path),
    rows: table.rows,
    names,
    control: read.control,
    units,
    metrics: [primary, ...others],
    guardrails: [],
    notes: [
      ...read.notes,
      ...found.notes,
      ...lookedAt(checkpoints, {
        control: read.control,
        treated: names.findIndex((_, arm) => arm !== read.control),
        planned: planned ?? sum(units),
      }),
    ],
  }
}

function withControl(names: readonly string[], typed: string | null): { control: number; notes: string[] } {
  if (typed !== null) return { control: names.indexOf(armNamed(typed, names, 'control')), notes: [] }
  const told = firstArm(names)
  if (told !== null) return { control: names.indexOf(told), notes: [] }
  return {
    control: 0,
    notes: [
      `Which arm is the control is not told: the first by name, "${names[0]}", is taken; --control names another.`,
    ],
  }
}

function splitOf(shares: readonly string[]): number[] | null {
  if (shares.length === 0) return null
  const split = shares.map(Number)
  if (split.every((share) => share > 0 && Number.isFinite(share))) return split
  throw new Fault(`--split "${shares.join(',')}" is no list of shares.`, 'Write it as 50,50 or 0.9,0.1.')
}

function plannedOf(typed: string | null): number | null {
  if (typed === null) return null
  const planned = Number(typed.replace(/[,_']/g, ''))
  if (planned >= 4 && Number.isFinite(planned)) return planned
  throw new Fault(
    `--planned "${typed}" is no number of units.`,
    'Give the units planned in all arms together, such as 62000.',
  )
}
