import { sum, sumOf } from '../../lib/sum.ts'
import { type ItemModel, scoreItems } from './ease.ts'

/** Someone who had these items, and what they took next (or what was hidden of what they had). */
export interface Query {
  readonly given: readonly number[]
  readonly targets: readonly number[]
}

export interface RankingQuality {
  readonly recall5: number
  readonly recall10: number
  readonly recall20: number
  readonly mrr: number
  readonly ndcg10: number
  /** share of all items that stand in at least one list of ten */
  readonly coverage: number
  /** Gini coefficient of how often items stand in the lists: 0 when all alike, 1 when one item fills them */
  readonly gini: number
  readonly queries: number
  /** standard error of recall10 over the queries */
  readonly recall10Error: number
}

const LIST = 10

/**
 * How well a model ranks what was taken next among all items not yet had: recall@k = hits in the first k / min(k,
 * targets), mean reciprocal rank of the first hit over the whole catalogue, nDCG@10 with binary gains. Ties, and the
 * items beyond the model's size, rank in order of their ids: the more frequent first. Source: Liang et al. 2018 for
 * recall@k, Jarvelin and Kekalainen 2002 for nDCG.
 */
export function rankingQuality(model: ItemModel, queries: readonly Query[], items: number): RankingQuality {
  const shown = new Float64Array(items)
  const sums = { recall5: 0, recall10: 0, recall20: 0, squared: 0, mrr: 0, ndcg10: 0 }
  for (const { given, targets } of queries) {
    const scores = scoreItems(model, given)
    for (const item of given) if (item < scores.length) scores[item] = Number.NEGATIVE_INFINITY
    const ranks = targets.map((target) => rankOf(target, scores, given)).sort((a, b) => a - b)
    const recall = (k: number) => ranks.filter((rank) => rank <= k).length / Math.min(k, ranks.length)
    sums.recall5 += recall(5)
    sums.recall10 += recall(10)
    sums.squared += recall(10) ** 2
    sums.recall20 += recall(20)
    sums.mrr += 1 / (ranks[0] ?? Number.POSITIVE_INFINITY)
    sums.ndcg10 += ndcg(ranks)
    for (const item of firstOf(scores, LIST)) shown[item] = (shown[item] ?? 0) + 1
  }
  const n = Math.max(1, queries.length)
  const recall10 = sums.recall10 / n
  return {
    recall5: sums.recall5 / n,
    recall10,
    recall20: sums.recall20 / n,
    mrr: sums.mrr / n,
    ndcg10: sums.ndcg10 / n,
    coverage: shown.filter((times) => times > 0).length / Math.max(1, items),
    gini: gini(shown),
    queries: queries.length,
    recall10Error: Math.sqrt(Math.max(0, sums.squared / n - recall10 ** 2) / n),
  }
}

function rankOf(target: number, scores: Float64Array, given: readonly number[]): number {
  const beyond = target >= scores.length
  if (beyond) return 1 + target - given.filter((item) => item < target).length
  const own = scores[target] ?? 0
  let rank = 1
  for (let j = 0; j < scores.length; j++) {
    const score = scores[j] ?? 0
    if (score > own || (score === own && j < target)) rank++
  }
  return rank
}

function ndcg(ranks: readonly number[]): number {
  const gain = (rank: number) => (rank <= LIST ? 1 / Math.log2(rank + 1) : 0)
  const ideal = sumOf(ranks.slice(0, LIST), (_, i) => gain(i + 1))
  return sumOf(ranks, gain) / ideal
}

/** The best `count` ids, best first, of two alike the lower id; what scores minus infinity is left out. */
function firstOf(scores: Float64Array, count: number): number[] {
  const best: number[] = []
  for (let j = 0; j < scores.length; j++) {
    const score = scores[j] ?? 0
    if (score === Number.NEGATIVE_INFINITY) continue
    if (best.length === count && score <= (scores[best[count - 1] ?? 0] ?? 0)) continue
    let place = best.length
    while (place > 0 && score > (scores[best[place - 1] ?? 0] ?? 0)) place--
    best.splice(place, 0, j)
    if (best.length > count) best.pop()
  }
  return best
}

function gini(counts: Float64Array): number {
  const sorted = counts.toSorted()
  const total = sum(sorted)
  if (total === 0) return 0
  const ranked = sumOf(sorted, (value, i) => (i + 1) * value)
  return (2 * ranked) / (sorted.length * total) - (sorted.length + 1) / sorted.length
}
