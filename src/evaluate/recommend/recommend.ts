import { fitEase, type ItemModel, itemKnn, popularity } from '../../advice/recommend/ease.ts'
import { type RankingQuality, rankingQuality } from '../../advice/recommend/ranking-quality.ts'
import {
  type Choice,
  chooseEase,
  fitChosen,
  isWorthShowing,
  takenOf,
} from '../../advice/recommend/recommend-choice.ts'
import { Fault } from '../../lib/errors.ts'
import { plural, showChange, showNumber } from '../../lib/text.ts'
import { type Evaluation, NOT_THE_BOT, numeric, required, type Score } from '../evaluation.ts'
import { readInteractions } from './interactions.ts'
import { basketProblem, interactionProblem, type Problem } from './problems.ts'
import { readBaskets } from './read-baskets.ts'

/** items modelled beside one another; the rest rank behind them by how often they are taken */
const MAX_ITEMS = 1500
/** the split of the published comparison: 1,216 queries on the groceries */
const SEED = 123
const MIN_QUERIES = 10

const usage =
  'recommend --baskets <file> | --interactions <file> --user <column> --item <column> [--time <column>] [--items 1500] [--seed 123] [--json]'

export const recommend: Evaluation = {
  what: 'recommend',
  usage,
  about: 'how well what is taken next is guessed, beside what sells most and item-kNN',
  options: {
    baskets: 'a file of one basket a line, an item a cell',
    interactions: 'a file of one row for each time a user took an item',
    user: 'its column of users, by name or number',
    item: 'its column of items, by name or number',
    time: 'its column of times, by name or number',
    items: 'how many items are modelled, the most frequent first',
    seed: 'of the random split',
  },
  async run(asked) {
    const seed = numeric(asked, 'seed', { usual: SEED, min: 0, max: 2 ** 31 })
    const size = numeric(asked, 'items', { usual: MAX_ITEMS, min: 2, max: 4000 })
    const baskets = asked.option('baskets')
    if (baskets && asked.option('interactions'))
      throw new Fault('Give --baskets or --interactions, not both.', `Usage: floorwalker evaluate ${usage}`)
    if (baskets) {
      const read = await readBaskets(baskets)
      const problem = basketProblem(read.baskets, seed)
      return judge(problem, {
        input: baskets,
        rows: read.rows,
        notes: read.notes,
        size,
        progress: asked.progress,
      })
    }
    const input = required(asked, 'interactions', { usage })
    const read = await readInteractions(input, {
      user: required(asked, 'user', { usage }),
      item: required(asked, 'item', { usage }),
      time: asked.option('time'),
    })
    const problem = interactionProblem(read, seed)
    const notes = [...read.notes, ...(problem.note ? [problem.note] : [])]
    return judge(problem, { input, rows: read.rows, notes, size, progress: asked.progress })
  },
}

interface About {
  readonly input: string
  readonly rows: number
  readonly notes: readonly string[]
  readonly size: number
  readonly progress: (done: number, total: number, step: string) => void
}

function judge(problem: Problem, { input, rows, notes, size: wanted, progress }: About): Score {
  const size = Math.min(wanted, problem.known)
  const { train, queries } = problem.outer(null)
  if (queries.length < MIN_QUERIES)
    throw new Fault(
      `Only ${plural(queries.length, 'query', 'queries')} can be made of ${input}, ${MIN_QUERIES} are needed.`,
      'It needs more baskets of three items or more, or users who took two or more different items.',
    )
  const choice = chooseEase(problem.inner, { size, halfLives: problem.halfLives }, (done, of) =>
    progress(done, of, 'choose the penalty'),
  )
  const counts = takenOf(train, size)
  const aged = choice?.halfLife == null ? counts : takenOf(problem.outer(choice.halfLife).train, size)
  const rank = (model: ItemModel) => rankingQuality(model, queries, problem.items)
  const popular = rank(popularity(counts))
  const ours = rank(fitChosen(aged, choice))
  const isEase = choice?.isWorthIt ?? false
  const other = choice && !isEase ? fitEase(aged, choice) : null
  const ease = isEase ? ours : other ? rank(other) : popular
  return {
    model: `the bot’s own choice: ${isEase ? 'EASE' : 'what sells most, for EASE does not beat it beyond chance'}`,
    input,
    rows,
    metrics: figures(ours),
    baselines: {
      popularity: figures(popular),
      itemKnn: figures(rank(itemKnn(counts))),
      ...(other && { ease: figures(ease) }),
    },
    verdict: verdictOf(choice, ease, popular),
    notes: [
      problem.how,
      ...notes,
      ...(choice ? [chosenText(choice)] : []),
      ...(other ? [`ease: ${NOT_THE_BOT} on such data.`] : []),
      ...(size < problem.known
        ? [
            `${showNumber(size)} of ${showNumber(problem.known)} items are modelled, the most frequent; the rest rank behind them by how often they are taken.`,
          ]
        : []),
      `Standard error of recall10 over the queries: ${ours.recall10Error.toFixed(4)}.`,
    ],
  }
}

function figures({
  recall5,
  recall10,
  recall20,
  mrr,
  ndcg10,
  coverage,
  gini,
  queries,
  recall10Error,
}: RankingQuality): Record<string, number> {
  return { recall5, recall10, recall20, mrr, ndcg10, coverage, gini, queries, recall10Error }
}

function verdictOf(choice: Choice | null, ours: RankingQuality, popular: RankingQuality): string {
  if (!choice) return 'No penalty could be solved or chosen: what sells most is shown.'
  const gain = `recall@10 ${ours.recall10.toFixed(3)} against ${popular.recall10.toFixed(3)} of what sells most (${showChange(ours.recall10 / Math.max(1e-9, popular.recall10) - 1)})`
  return isWorthShowing(ours.recall10, popular.recall10)
    ? `EASE is worth showing: ${gain}, at least 5 % is asked for.`
    : `Show what sells most: ${gain}, at least 5 % more is asked for.`
}

const INTERCEPT = {
  none: 'without intercept',
  half: 'the mean of with and without intercept',
  full: 'with intercept',
}

function chosenText({ lambda, intercept, halfLife }: Choice): string {
  const decay = halfLife === null ? '' : `, half weight after ${showNumber(halfLife / 86_400, 1)} days`
  return `Chosen on a split of the training part alone: lambda ${lambda}, ${INTERCEPT[intercept]}${decay}.`
}
