import { join } from 'node:path'
import { Fault, messageOf } from '../../lib/errors.ts'
import { sumOf } from '../../lib/sum.ts'
import { plural, showPercent } from '../../lib/text.ts'
import { candidates, LOCATE, locate } from '../../models/drivers/locate.ts'
import { type Evaluation, required, type Score } from '../evaluation.ts'
import { byGrid, GRID, groupOf, type Incident, outOfFold } from './folds.ts'
import { windowOf } from './incident-cells.ts'
import { type Element, type Label, leftOut, readIncident, readLabels } from './incidents.ts'
import { adtributor, byDeviation } from './peers.ts'
import { type Answer, type Judged, scoreOf } from './score.ts'

const usage = 'drivers --incidents <folder> [--json]'

export const drivers: Evaluation = {
  what: 'drivers',
  usage,
  about: 'how often the place of a labelled incident is located, beside Adtributor and the plain scan',
  options: { incidents: 'a folder of labels.yaml and one CSV an incident (min, value, cnt, dimensions)' },
  async run(asked) {
    const input = required(asked, 'incidents', { usage })
    const labels = await readLabels(input)
    const tried: Tried[] = []
    for (const label of labels) {
      tried.push(await tryOut(input, label))
      asked.progress(tried.length, labels.length, 'locate incidents')
    }
    return scored(input, tried)
  },
}

/** One incident by every method, or why it could not be judged. */
interface Tried {
  readonly label: Label
  readonly rows: number
  readonly left: number
  readonly problem: string | null
  readonly answers: Readonly<Record<'ours' | Peer, Answer>>
  readonly ms: number
  readonly lists: Incident['lists']
}

const PEERS = ['adtributor', 'deviation', 'plainScan'] as const
type Peer = (typeof PEERS)[number]

const NOTHING: Answer = { named: [], ranked: [] }
const NO_ANSWERS = { ours: NOTHING, adtributor: NOTHING, deviation: NOTHING, plainScan: NOTHING }

async function tryOut(dir: string, label: Label): Promise<Tried> {
  const failed = (problem: string, rows = 0, left = 0): Tried => ({
    ...{ label, rows, left, problem, answers: NO_ANSWERS, ms: 0 },
    lists: GRID.map(() => []),
  })
  const read = await readIncident(join(dir, label.file)).catch((error: unknown) => error)
  if (!isRead(read)) return failed(messageOf(read))
  const window = windowOf(read, label.at)
  const whole = windowOf(read, label.at, 'all')
  if (!window || !whole) return failed('no minute lies before the alarm', read.rows, read.left)
  const { cells, isSum } = window
  const start = performance.now()
  const ours = candidates(cells, read.dimensions, { isSum }).map(({ where }) => where)
  const ms = performance.now() - start
  const plain = candidates(whole.cells, read.dimensions, { isSum, by: 'likelihood', pseudoBase: 50 })
  const set = adtributor(whole)
  const answers = {
    ours: {
      named: locate(cells, read.dimensions, { isSum, limit: 1 }).map(({ where }) => where),
      ranked: ours,
    },
    adtributor: { named: set, ranked: set },
    deviation: firstOf(byDeviation(whole)),
    plainScan: firstOf(plain.map(({ where }) => where)),
  }
  const lists = byGrid(window, read.dimensions)
  return { label, rows: read.rows, left: read.left, problem: null, answers, ms, lists }
}

function isRead(read: unknown): read is Awaited<ReturnType<typeof readIncident>> {
  return typeof read === 'object' && read !== null && 'dimensions' in read
}

function firstOf(ranked: readonly Element[]): Answer {
  return { named: ranked.slice(0, 1), ranked }
}

function scored(input: string, tried: readonly Tried[]): Score {
  const problems = tried.filter(({ problem }) => problem !== null)
  if (problems.length === tried.length)
    throw new Fault(
      tried.length === 0
        ? `${input} lists no incident.`
        : `None of ${plural(tried.length, 'incident')} can be judged: ${problems[0]?.problem}`,
      'An incident is a CSV beside labels.yaml with columns min, value, cnt and one for each dimension.',
    )
  const judged = tried.filter(({ problem }) => problem === null)
  const by = (method: 'ours' | Peer) =>
    scoreOf(judged.map(({ label, answers }): Judged => ({ causes: label.causes, answer: answers[method] })))
  const fold = outOfFold(
    judged.map(({ label, lists }) => ({ group: groupOf(label.name), causes: label.causes, lists })),
  )
  const ours = by('ours')
  return {
    verdict: `As shipped, the place that is named has an F1 of ${ours.f1.toFixed(3)}; ${showPercent(ours.top3, 0)} of incidents have a true place among its first three candidates.`,
    model:
      'the bot’s own locating, as an alert names its place; top3 ranks its candidates, of which an alert names the first',
    input,
    rows: sumOf(tried, ({ rows }) => rows),
    metrics: {
      ...ours,
      incidents: judged.length,
      msPerIncident: sumOf(judged, ({ ms }) => ms) / judged.length,
      ...(fold && { outOfFoldF1: fold.f1, outOfFoldTop3: fold.top3 }),
    },
    baselines: Object.fromEntries(PEERS.map((peer) => [peer, by(peer)])),
    notes: [...notesOf(fold), ...leftOut(sumOf(tried, ({ left }) => left)), ...problemNotes(problems)],
  }
}

function notesOf(fold: ReturnType<typeof outOfFold>): string[] {
  const shipped = `The bot's own setting: coverage ${LOCATE.coverage}, penalty ${LOCATE.penalty}, ${LOCATE.pseudoBase} visits of shrinkage; one place is named an incident.`
  if (!fold) return [shipped, 'Fewer than ten customers: no cross-validation.']
  const { coverage, penalty, pseudoBase } = fold.chosen
  return [
    shipped,
    `outOfFoldF1 asks what could be had by tuning to these incidents: ten folds by customer (${fold.groups}), each answered with the setting of ${GRID.length} that does best on the other nine. Nobody tunes to yours: f1 is what to expect. On all of these incidents that would be coverage ${coverage}, penalty ${penalty}, ${pseudoBase} visits.`,
  ]
}

function problemNotes(problems: readonly Tried[]): string[] {
  if (problems.length === 0) return []
  const shown = problems.slice(0, 3).map(({ label, problem }) => `${label.name}: ${problem}`)
  return [`${plural(problems.length, 'incident')} not judged. ${shown.join(' ')}`]
}
