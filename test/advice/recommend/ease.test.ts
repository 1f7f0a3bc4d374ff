import { describe, expect, it } from 'vitest'
import { packBaskets } from '../../../src/advice/recommend/baskets.ts'
import { fitEase, itemKnn, popularity, scoreItems } from '../../../src/advice/recommend/ease.ts'
import { rankingQuality } from '../../../src/advice/recommend/ranking-quality.ts'
import { chooseEase, takenOf } from '../../../src/advice/recommend/recommend-choice.ts'
import { seeded } from '../../../src/lib/random.ts'

const SIX = packBaskets(4, [
  [0, 1, 3],
  [0, 1],
  [1, 2],
  [0, 2, 3],
  [2, 3],
  [0, 1, 2],
])

/** numpy: P = inv(X.T @ X + 2 I), B = -P / diag(P) */
const NUMPY = [
  [0.0, 0.453125, 0.1196581197, 0.2753623188],
  [0.4202898551, 0.0, 0.2222222222, -0.0579710145],
  [0.1014492754, 0.203125, 0.0, 0.2608695652],
  [0.2753623188, -0.0625, 0.3076923077, 0.0],
].flat()
/** the same with X - X.mean(0), and X.mean(0) - X.mean(0) @ B */
const NUMPY_CENTRED = {
  weights: [
    [0.0, 0.0625, -0.1800947867, 0.0196078431],
    [0.068627451, 0.0, -0.1990521327, -0.3137254902],
    [-0.1862745098, -0.1875, 0.0, -0.0588235294],
    [0.0196078431, -0.2857142857, -0.0568720379, 0.0],
  ].flat(),
  offsets: [0.7352941176, 0.8928571429, 0.9478672986, 0.7352941176],
}

function close(found: Iterable<number> | undefined | null, wanted: readonly number[]): void {
  const values = [...(found ?? [])]
  expect(values).toHaveLength(wanted.length)
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 9)
  })
}

describe('EASE', () => {
  it('is by hand 2/4 and 2/3 for two items of which one is always with the other', () => {
    const taken = takenOf(packBaskets(2, [[0, 1], [0, 1], [0]]), 2)
    close(fitEase(taken, { lambda: 1, intercept: 'none' })?.weights, [0, 2 / 4, 2 / 3, 0])
  })

  it('gives the weights of numpy', () => {
    close(fitEase(takenOf(SIX, 4), { lambda: 2, intercept: 'none' })?.weights, NUMPY)
  })

  it('gives the weights and offsets of numpy on centred columns', () => {
    const model = fitEase(takenOf(SIX, 4), { lambda: 2, intercept: 'full' })
    close(model?.weights, NUMPY_CENTRED.weights)
    close(model?.offsets, NUMPY_CENTRED.offsets)
  })

  it('with half an intercept is the mean of both', () => {
    const model = fitEase(takenOf(SIX, 4), { lambda: 2, intercept: 'half' })
    close(
      model?.weights,
      NUMPY.map((weight, i) => (weight + (NUMPY_CENTRED.weights[i] ?? 0)) / 2),
    )
  })

  it('scores an empty basket by what sells anyway, when it has an intercept', () => {
    const model = fitEase(takenOf(SIX, 4), { lambda: 1e9, intercept: 'full' })
    close(model && scoreItems(model, []).map((score) => Math.round(score * 6)), [4, 4, 4, 3])
  })

  it('counts what is long ago for less', () => {
    const aged = packBaskets(
      2,
      [
        [0, 1],
        [0, 1],
      ],
      (basket) => (basket === 0 ? 0.5 : 1),
    )
    close(takenOf(aged, 2).gram.values, [1.25, 1.25, 1.25, 1.25])
  })

  it('models the first items only and leaves the others out of the count', () => {
    expect(takenOf(SIX, 2).gram).toEqual({ size: 2, values: Float64Array.of(4, 3, 3, 4) })
  })
})

describe('item-kNN', () => {
  it('is the shrunk cosine of two columns', () => {
    const { weights } = itemKnn(takenOf(SIX, 4), 1)
    expect(weights?.[0 * 4 + 1]).toBeCloseTo(3 / (4 + 1), 12)
    expect(weights?.[0]).toBe(0)
  })
})

describe('the quality of a ranking', () => {
  const taken = takenOf(SIX, 4)

  it('is 1 when what was taken next comes first', () => {
    const quality = rankingQuality(popularity(taken), [{ given: [1, 2], targets: [0] }], 4)
    expect(quality).toMatchObject({ recall5: 1, recall10: 1, mrr: 1, ndcg10: 1, queries: 1 })
  })

  it('leaves what was had out of the ranks: the third most popular is first when two are had', () => {
    expect(rankingQuality(popularity(taken), [{ given: [0, 1], targets: [2] }], 4).mrr).toBe(1)
    expect(rankingQuality(popularity(taken), [{ given: [0], targets: [2] }], 4).mrr).toBe(1 / 2)
  })

  it('takes the share of several targets, the rank of the first hit, and binary gains', () => {
    const quality = rankingQuality(popularity(taken), [{ given: [0], targets: [2, 3] }], 4)
    expect(quality.recall5).toBe(1)
    expect(quality.mrr).toBe(1 / 2)
    const ideal = 1 + 1 / Math.log2(3)
    expect(quality.ndcg10).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(4)) / ideal, 12)
  })

  it('ranks an item beyond the model behind all of it', () => {
    const small = popularity(takenOf(SIX, 2))
    expect(rankingQuality(small, [{ given: [0], targets: [3] }], 4).mrr).toBe(1 / 3)
  })
})

describe('the choice of EASE', () => {
  /** forty items: 2i and 2i + 1 go together, or everything is chance */
  function split(isPaired: boolean) {
    const random = seeded(3)
    const basket = () => {
      const items = new Set<number>()
      while (items.size < 4) {
        const item = random.below(40)
        items.add(item)
        if (isPaired) items.add(item % 2 === 0 ? item + 1 : item - 1)
      }
      return [...items]
    }
    const queries = Array.from({ length: 300 }, basket).map(([first = 0, ...given]) => ({
      given,
      targets: [first],
    }))
    return () => ({ train: packBaskets(40, Array.from({ length: 800 }, basket)), queries })
  }

  it('is worth it where items belong together', () => {
    const choice = chooseEase(split(true), { size: 40, halfLives: [] })
    expect(choice?.recall10).toBeGreaterThan(0.99)
    expect(choice?.isWorthIt).toBe(true)
  })

  it('is not worth it where they are taken by chance', () => {
    expect(chooseEase(split(false), { size: 40, halfLives: [] })?.isWorthIt).toBe(false)
  })

  it('is none without a query', () => {
    expect(chooseEase(() => ({ train: SIX, queries: [] }), { size: 4, halfLives: [] })).toBeNull()
  })
})
