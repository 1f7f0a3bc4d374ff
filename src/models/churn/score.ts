import { sum } from '../../lib/sum.ts'
import { pairedBootstrap } from '../../stats/tests/paired-bootstrap.ts'
import { type ModelMetrics, modelMetrics, rowLosses } from '../learn/model-metrics.ts'
import { churnChances, learnChurn, type NoChurnModel, snapshotsUpTo } from './churn.ts'
import { type History, HORIZON, type Snapshot, stacked } from './snapshot.ts'

export interface ChurnScore {
  readonly kind: 'scored'
  readonly learnedFrom: { readonly looks: number; readonly rows: number; readonly positives: number }
  readonly looks: number
  readonly ours: ModelMetrics
  /** the share that left, learned for each span since the last sale */
  readonly recency: ModelMetrics
  readonly baseRate: ModelMetrics
  /** log-loss a row below that of the recency rule, 90 % interval */
  readonly gain: { readonly low: number; readonly high: number }
}

const LEARNED_SHARE = 0.7
/** days since the last sale, below each */
const SPANS = [3, 7, 14, 21, 30, 45, 60, Number.POSITIVE_INFINITY] as const

/**
 * As it is used: each of the later looks is scored by what was known before it, beside a rule that knows the days since the
 * last sale and is learned from the same looks.
 */
export function scoreChurn(
  histories: readonly History[],
  {
    end,
    horizon = HORIZON,
    seed = 1,
  }: { readonly end: number; readonly horizon?: number; readonly seed?: number },
): ChurnScore | NoChurnModel {
  const looks = snapshotsUpTo(histories, end, horizon)
  const cut = Math.max(1, Math.round(LEARNED_SHARE * looks.length))
  const first = learnChurn(looks.slice(0, cut))
  if (first.kind === 'not-trained') return first
  const judged = looks.slice(cut).map((look, i) => scored(look, looks.slice(0, cut + i)))
  const labels = Uint8Array.from(judged.flatMap((one) => [...one.labels]))
  const gone = sum(labels)
  if (gone === 0 || gone === labels.length)
    return { kind: 'not-trained', positives: gone, rows: labels.length }
  const joined = (of: 'ours' | 'recency' | 'usual') =>
    Float64Array.from(judged.flatMap((one) => [...one[of]]))
  const [ours, recency] = [joined('ours'), joined('recency')]
  const ourLosses = rowLosses(ours, labels)
  return {
    kind: 'scored',
    learnedFrom: { looks: cut, rows: first.rows, positives: first.positives },
    looks: looks.length - cut,
    ours: modelMetrics(ours, labels),
    recency: modelMetrics(recency, labels),
    baseRate: modelMetrics(joined('usual'), labels),
    gain: pairedBootstrap(
      rowLosses(recency, labels).map((loss, i) => loss - (ourLosses[i] ?? 0)),
      seed,
    ),
  }
}

function scored(look: Snapshot, before: readonly Snapshot[]) {
  const past = stacked(before)
  const rate = sum(past.labels) / past.rows
  const model = learnChurn(before)
  const shares = SPANS.map((_, span) => {
    const own = [...(past.numbers.days_since_sale ?? [])].flatMap((days, row) =>
      spanOf(days) === span ? (past.labels[row] ?? 0) : [],
    )
    return (sum(own) + rate) / (own.length + 1)
  })
  return {
    labels: look.labels,
    usual: new Float64Array(look.rows).fill(rate),
    ours: model.kind === 'churn' ? churnChances(model, look) : new Float64Array(look.rows).fill(rate),
    recency: Float64Array.from(look.numbers.days_since_sale ?? [], (days) => shares[spanOf(days)] ?? rate),
  }
}

function spanOf(days: number): number {
  return SPANS.findIndex((below) => days < below)
}
