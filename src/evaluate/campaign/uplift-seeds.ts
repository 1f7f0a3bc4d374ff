import { seeded } from '../../lib/random.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import { type Columns, encode, type Feature, learnEncoder } from '../../models/learn/features.ts'
import { fitLogistic } from '../../models/learn/logistic.ts'
import { pickColumns } from '../../models/learn/pick-rows.ts'
import {
  chancesOf,
  fitUplift,
  scoreByClass,
  scoreUplift,
  type TooFewResponses,
} from '../../models/learn/uplift.ts'
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
  /** standard deviation of the Qini over the splits */
  readonly qiniSd: number
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
  for (let seed = 0; seed < seeds; seed++) {
    const scored = oneSplit(data, seed)
    if (scored.kind === 'too-few') return scored
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
    qiniSd: spread(ours.map((figures) => figures.qini)),
    peers: Object.fromEntries(Object.entries(peers).map(([name, figures]) => [name, averaged(figures)])),
    seeds,
  }
}

function oneSplit(
  data: Comparison,
  seed: number,
): { readonly kind: 'ranked'; readonly figures: Record<string, Figures> } | TooFewResponses {
  const random = seeded(seed + 1)
  const keys = Float64Array.from(data.treated, () => random.next())
  const order = Uint32Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
  const cut = Math.floor(TRAIN_SHARE * order.length)
  const [train, test] = [order.slice(0, Math.min(cut, MAX_TRAIN)), order.slice(cut)]
  const past = rowsOf(data, train)
  const model = fitUplift(data.features, past, random)
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
  return {
    kind: 'ranked',
    figures: {
      ours: figures(scoreUplift(model, held)),
      random: figures(Float64Array.from(test, () => random.next())),
      responsePropensity: figures(propensity(data.features, past, held)),
      ...(rfm && { rfm: figures(Float64Array.from(test, (row) => rfm[row] ?? 0)) }),
      classTransformation: figures(scoreByClass(model, held)),
    },
  }
}

/** Who responds, contacted or not: what most campaigns are targeted by. */
function propensity(features: readonly Feature[], past: Rows, held: Rows): Float64Array {
  const encoder = learnEncoder(features, past)
  const labels = Uint8Array.from(past.outcome, (value) => (value > 0 ? 1 : 0))
  const { weights } = fitLogistic({ columns: encode(encoder, past), labels }, { l2: 1 })
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

function spread(values: readonly number[]): number {
  const known = values.filter((value) => Number.isFinite(value))
  const mean = sum(known) / known.length
  return Math.sqrt(sumOf(known, (value) => (value - mean) ** 2) / Math.max(1, known.length - 1))
}
