import { seeded } from '../../lib/random.ts'
import { percentDigits, showPercent } from '../../lib/text.ts'
import { challenge, learnChallenger } from '../../models/conversion/challenger.ts'
import { scoreConversion } from '../../models/conversion/conversion.ts'
import { trainConversion } from '../../models/conversion/learn.ts'
import type { Feature } from '../../models/learn/features.ts'
import { chanceFold, timeFold } from '../../models/learn/folds.ts'
import { pickRows } from '../../models/learn/pick-rows.ts'
import { scoreTrees } from '../../models/trees/trees-model.ts'
import { type Judged, type JudgedScores, judgeScores, type Parts } from './judge-model.ts'

interface Beside {
  /** whether the bot would predict by them */
  readonly predicts: boolean
  readonly judged: JudgedScores
  readonly notes: readonly string[]
}

/** of the rows learned from, to compare trees and the logistic model on */
const HELD = 0.2
/** trees are grown on so many rows at most, as the bot thins them too */
const MAX_ROWS = 200_000

/**
 * Boosted trees of the same columns, and whether the bot would predict by them: as every night, compared with the
 * logistic model on rows that neither learned from, the latest where time is given. The rows to be judged on have no
 * say in it. Null where too few did it to grow trees.
 */
export function treesBeside(
  features: readonly Feature[],
  { train, test }: Parts,
  {
    logistic,
    order,
    seed,
  }: {
    readonly logistic: Pick<Judged, 'settings'>
    /** ranks the rows learned from */
    readonly order: Float64Array | null
    readonly seed: number
  },
): Beside | null {
  const step = Math.max(1, train.rows / MAX_ROWS)
  const used = Uint32Array.from({ length: Math.floor(train.rows / step) }, (_, i) => Math.floor(i * step))
  const rows = step > 1 ? pickRows(train, used) : train
  const ranks = order && Float64Array.from(used, (row) => order[row] ?? 0)
  const names = features.map(({ column }) => column)
  const fold = (ranks && timeFold(ranks, 1 - HELD)) || chanceFold(rows.rows, HELD, seeded(seed))
  const [past, holdout] = [pickRows(rows, fold.past), pickRows(rows, fold.held)]
  const positives = holdout.labels.filter((label) => label === 1).length
  if (positives === 0 || positives === holdout.rows) return null
  const line = trainConversion(features, past, logistic.settings)
  if (line.kind === 'not-trained') return null
  const orderOf = (some: Uint32Array) => ranks && Float64Array.from(some, (row) => ranks[row] ?? 0)
  const tried = learnChallenger(past, { names, order: orderOf(fold.past), seed })
  const found = challenge(tried, {
    holdout,
    logistic: scoreConversion(line, holdout),
    inUse: null,
    seed,
  })
  const trees = found && learnChallenger(rows, { names, order: ranks, seed })
  if (!trees) return null
  const judged = judgeScores(
    { train: scoreTrees(trees, rows), test: scoreTrees(trees, test) },
    { train: rows, test },
  )
  return { predicts: found.card.predicts, judged, notes: [noteOf(found.card)] }
}

type Card = NonNullable<ReturnType<typeof challenge>>['card']

function noteOf({ predicts, trees, logistic, explained, leansOn }: Card): string {
  const figures = `on ${showPercent(HELD, 0)} of the rows learned from, held back, log-loss ${trees.logLoss.toFixed(4)} against ${logistic.logLoss.toFixed(4)}`
  if (!predicts)
    return `Picked: the logistic model. Boosted trees were not better by more than chance: ${figures}.`
  const columns = leansOn.map(({ column, share }) => `${column} ${showPercent(share, percentDigits(share))}`)
  return `Picked: boosted trees, better than the logistic model by more than chance: ${figures}. The odds below are of the logistic model and explain ${showPercent(explained, 0)} of what the trees tell apart; these look most at ${columns.join(', ')}.`
}
