import { seeded } from '../../lib/random.ts'
import { sum } from '../../lib/sum.ts'
import type { Columns } from '../../models/learn/columns.ts'
import { encode, encodeTraining, type Feature, learnEncoder } from '../../models/learn/features.ts'
import { fitLogistic } from '../../models/learn/logistic.ts'
import { pickColumns } from '../../models/learn/pick-rows.ts'
import {
  chancesOf,
  fitUplift,
  scoreByClass,
  scoreUplift,
  type TooFewResponses,
} from '../../models/learn/uplift.ts'
import type { Difference } from '../../stats/tests/difference.ts'
import { overSplits, rankedEffect } from '../../stats/tests/ranked-effect.ts'
import { qini, upliftAt } from '../../stats/tests/uplift-curve.ts'

export interface Comparison {
  readonly features: readonly Feature[]
  readonly columns: Columns
  readonly treated: Uint8Array
  readonly outcome: Float64Array
  /** RFM score by row where such columns exist */
  readonly rfm: Float64Array | null
}

type Figures = Readonly<Record<'qini' | 'uplift10' | 'uplift20' | 'uplift30', number>>

export interface Averages {
  readonly kind: 'averages'
  readonly ours: Figures
  /** what our ranking gains over none: `rankedEffect` of the people held out */
  readonly gain: Difference
  readonly peers: Readonly<Record<string, Figures>>
  readonly seeds: number
}

const TRAIN_SHARE = 0.7
/** more rows to learn from change no figure beyond its error */
const MAX_TRAIN = 100_000

/** Splits 70/30 at random as often as there are seeds, learns on one part, ranks the other, and averages. */
export function overSeeds(
  data: Comparison,
  seeds: number,
  onSeed: (done: number) => void,
): Averages | TooFewResponses {
  const tried: Record<string, Figures[]> = {}
  const gains: ReturnType<typeof rankedEffect>[] = []
  let l2: number | null = null
  for (let seed = 0; seed < seeds; seed++) {
    const scored: Split | TooFewResponses = oneSplit(data, seed, l2)
    if (scored.kind === 'too-few') return scored
    l2 = scored.l2
    gains.push(scored.gain)
    for (const [name, figures] of Object.entries(scored.figures)) {
      const all = tried[name] ?? []
      all.push(figures)
      tried[name] = all
    }
    onSeed(seed + 1)
  }
  const { ours = [], ...peers } = tried
  return {
    kind: 'averages',
    ours: averaged(ours),
    gain: overSplits(gains),
    peers: Object.fromEntries(Object.entries(peers).map(([name, figures]) => [name, averaged(figures)])),
    seeds,
  }
}

interface Split {
  readonly kind: 'ranked'
  readonly figures: Record<string, Figures>
  readonly gain: ReturnType<typeof rankedEffect>
  readonly l2: number
}

/** The penalty is chosen by the first split and kept: by how well responses are told, not by any ranking. */
function oneSplit(data: Comparison, seed: number, l2: number | null): Split | TooFewResponses {
  const random = seeded(seed + 1)
  const keys = Float64Array.from(data.treated, () => random.next())
  const order = Uint32Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
  const cut = Math.floor(TRAIN_SHARE * order.length)
  const [train, test] = [order.slice(0, Math.min(cut, MAX_TRAIN)), order.slice(cut)]
  const past = rowsOf(data, train)
  const model = fitUplift(data.features, past, random, l2)
  if (model.kind === 'too-few') return model
  const held = rowsOf(data, test)
  const figures = (scores: Float64Array): Figures => {
    const scored = { scores, treated: held.treated, outcome: held.outcome }
    return {
      qini: qini(scored),
      uplift10: upliftAt(scored, 0.1),
      uplift20: upliftAt(scored, 0.2),
      uplift30: upliftAt(scored, 0.3),
    }
  }
  const { rfm } = data
  const scores = scoreUplift(model, held)
  return {
    kind: 'ranked',
    gain: rankedEffect({ scores, treated: held.treated, outcome: held.outcome }),
    l2: model.l2,
    figures: {
      ours: figures(scores),
      random: figures(Float64Array.from(test, () => random.next())),
      responsePropensity: figures(propensity(data.features, past, held)),
      ...(rfm && { rfm: figures(Float64Array.from(test, (row) => rfm[row] ?? 0)) }),
      classTransformation: figures(scoreByClass(model, held)),
    },
  }
}

/** Who responds, contacted or not: what most campaigns are targeted by. */
function propensity(features: readonly Feature[], past: Rows, held: Rows): Float64Array {
  const labels = Uint8Array.from(past.outcome, (value) => (value > 0 ? 1 : 0))
  const encoder = learnEncoder(features, { ...past, labels })
  const { weights } = fitLogistic(
    { columns: encodeTraining(encoder, { ...past, labels }), labels },
    { l2: 1 },
  )
  return chancesOf(weights, encode(encoder, held), held.rows)
}

type Rows = ReturnType<typeof rowsOf>

function rowsOf({ columns, treated, outcome }: Comparison, rows: Uint32Array) {
  return {
    ...pickColumns(columns, rows),
    treated: Uint8Array.from(rows, (row) => treated[row] ?? 0),
    outcome: Float64Array.from(rows, (row) => outcome[row] ?? 0),
  }
}

function averaged(all: readonly Figures[]): Figures {
  const mean = (name: keyof Figures) => {
    const known = all.map((figures) => figures[name]).filter((value) => Number.isFinite(value))
    return sum(known) / known.length
  }
  return {
    qini: mean('qini'),
    uplift10: mean('uplift10'),
    uplift20: mean('uplift20'),
    uplift30: mean('uplift30'),
  }
}
