import { readTable } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { sum } from '../../lib/sum.ts'
import { oneLine, percentDigits, plural, showPercent } from '../../lib/text.ts'
import { BEYOND_CHANCE } from '../../models/conversion/drift.ts'
import { pickRows } from '../../models/learn/pick-rows.ts'
import type { TrainingRows } from '../../models/learn/training-rows.ts'
import { type Evaluation, listed, numeric, required } from '../evaluation.ts'
import { twoClasses } from '../files/two-classes.ts'
import { featureColumns } from './feature-columns.ts'
import {
  baseRate,
  figuresOf,
  type JudgedScores,
  judge,
  judgeUntuned,
  PLAIN,
  plainFeatures,
  withoutColumns,
} from './judge-model.ts'
import { suspects, warningOf } from './leak-warnings.ts'
import { splitByChance, splitByTime } from './split.ts'
import { treesBeside } from './trees-beside.ts'

const usage =
  'conversion --csv <file> --target <column> [--time <column>] [--test-from <value>] [--exclude <columns>] [--seed 1] [--json]'
const MODEL = {
  logistic:
    'the bot’s own conversion model: as trained every night, its penalty chosen by cross-validation on the rows learned from, on the columns of this file',
  trees:
    'the bot’s own pick, boosted trees: as every night, they predict in place of the logistic model where they beat it by more than chance on rows held back; on the columns of this file',
}
/** seven penalties by three folds, with products and without */
const FITS = 42

export const conversion: Evaluation = {
  what: 'conversion',
  usage,
  about:
    'how well the bot’s own training tells who will buy, on rows it has not seen, and whether its probabilities are right',
  options: {
    csv: 'a file of one row a session, visit or customer',
    target: 'its column of two values: bought or not',
    time: 'its column of days, months or instants: learns from the earlier rows, is judged on the later',
    'test-from': 'the first day or month to be judged on; by default about the last 30 % of the rows',
    exclude: 'columns not to look at',
    seed: 'of the random split, where there is no time',
  },
  async run(asked) {
    const input = required(asked, 'csv', { usage })
    const target = required(asked, 'target', { usage })
    const time = asked.option('time')
    const excluded = listed(asked, 'exclude')
    const seed = numeric(asked, 'seed', { usual: 1, min: 0, max: 2 ** 31 })
    const table = await readTable(input)
    const strange = excluded.find((name) => !table.columns.has(name))
    if (strange !== undefined)
      throw new Fault(
        `There is no column "${oneLine(strange, 40)}" to exclude.`,
        `There are ${[...table.columns.keys()].map((name) => `"${name}"`).join(', ')}.`,
      )
    const classes = twoClasses(table, target)
    const known = Uint32Array.from(classes.labels.keys()).filter((row) => !Number.isNaN(classes.labels[row]))
    const split = time
      ? splitByTime(table, known, {
          time,
          testFrom: asked.option('test-from'),
          labelOf: (row) => classes.labels[row] ?? 0,
        })
      : splitByChance(classes.labels, known, seed)
    const rows = Uint32Array.from([...split.train, ...split.test])
    const found = featureColumns(table, rows, { apart: new Set([target, ...excluded]), time })
    const all: TrainingRows = {
      ...found.columns,
      labels: Uint8Array.from(rows, (row) => classes.labels[row] ?? 0),
    }
    const parts = {
      train: pickRows(all, places(0, split.train.length)),
      test: pickRows(all, places(split.train.length, rows.length)),
    }
    mustHaveBoth(parts.test, target)
    let fits = 0
    const ours = await judge(found.features, parts, {
      choice: {
        folds: split.folds,
        order: split.order ?? undefined,
        onFit: () => asked.progress(Math.min(FITS, ++fits), FITS, 'choose the penalty'),
      },
    })
    const trees = treesBeside(found.features, parts, { logistic: ours, order: split.order, seed })
    const picked = trees?.predicts ? trees.judged : ours
    const untuned = await judgeUntuned(found.features, parts, ours)
    const doubted = suspects(found.features, { ...parts, auc: ours.metrics.auc })
    const without = await withoutColumns(found.features, parts, {
      settings: ours.settings,
      columns: doubted.map(({ column }) => column),
    })
    const baselines = {
      baseRate: baseRate(parts),
      ...(trees && { logistic: figuresOf(ours.metrics), trees: figuresOf(trees.judged.metrics) }),
      untuned: figuresOf(untuned.metrics),
      plainLogistic: figuresOf((await judge(plainFeatures(found.features), parts, PLAIN)).metrics),
      ...(without && { withoutSuspects: figuresOf(without.metrics) }),
    }
    const lost = table.rows - known.length
    return {
      model: MODEL[trees?.predicts ? 'trees' : 'logistic'],
      input,
      rows: rows.length,
      metrics: {
        ...figuresOf(picked.metrics),
        psi: picked.psi,
        calibrationInTheLargeZ: picked.z,
        rowsTrain: parts.train.rows,
        rowsTest: parts.test.rows,
      },
      baselines,
      verdict: verdictOf(picked, baselines),
      notes: [
        ...split.notes,
        ...warningOf(doubted, without?.metrics ?? null),
        ...(classes.isGuess
          ? [`"${oneLine(classes.positive, 40)}" of ${target} is taken as the outcome, the rarer of the two.`]
          : []),
        ...(lost > 0 ? [`${plural(lost, 'row')} left out: ${target} is missing.`] : []),
        ...found.notes,
        ...(trees?.notes ?? []),
        ...ours.notes,
        `untuned: ${untuned.how}; of this fit are the odds, which a strong penalty would draw to 1.`,
      ],
    }
  },
}

/** Counted from 0, half-open. */
function places(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, i) => from + i)
}

function mustHaveBoth({ labels, rows }: TrainingRows, target: string): void {
  const positives = sum(labels)
  if (positives > 0 && positives < rows) return
  throw new Fault(
    `${positives} of the ${plural(rows, 'row')} to be judged on have ${target}.`,
    'Rows of both outcomes are needed there: give more rows, or split elsewhere with --test-from.',
  )
}

function verdictOf(
  { metrics, gain, z }: JudgedScores,
  { baseRate }: { readonly baseRate: Readonly<Record<string, number>> },
): string {
  const skill = 1 - metrics.logLoss / (baseRate.logLoss ?? Number.NaN)
  const { aucInterval: range, calibrationSlope } = metrics
  const within = range ? ` (${showPercent(range.low, 1)} to ${showPercent(range.high, 1)})` : ''
  const ranks = `Ranks a buyer above another ${showPercent(metrics.auc, 1)} of the time${within}`
  const shown = (share: number) => showPercent(share, percentDigits(share))
  const level = `${shown(metrics.meanPrediction)} expected and ${shown(metrics.baseRate)} seen`
  const few = calibrationSlope === null ? ' Too few rows to judge its calibration by: no slope is told.' : ''
  const isOff = Math.abs(z) >= BEYOND_CHANCE
  const warning = isOff
    ? `Do not rely on its level, which is off by more than chance: ${level}. Between the rows learned from and those judged on something changed; a ranking may still hold. `
    : ''
  if (!(gain.low > 0))
    return `${warning}${ranks}, yet as a probability it is not shown to be better than the base rate${isOff ? '' : `: ${level}`}.${few}`
  const trust = isOff ? '' : `, its level is right within chance (${level})`
  return `${warning}${ranks}; log-loss ${showPercent(skill, 0)} below the base rate's${trust}.${few}`
}
