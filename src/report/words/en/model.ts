import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** Two ways to predict on the same sessions, as shown. */
interface Trees {
  readonly trees: Ranking
  readonly logistic: Ranking
}

interface Ranking {
  readonly ranked: string
  /** share of buyers among the tenth ranked highest */
  readonly best: string
}

/** The conversion model: how far to trust it, its versions, and which is in use. */
export const modelWords = (f: Format) => ({
  none: 'No conversion model has been trained yet: the train job needs 28 days of sessions.',
  noneInUse: (versions: number) =>
    `${plural(versions, 'version')} of the conversion model kept, none in use: /model promote <version> puts one in use.`,
  title: (version: string) => `Conversion model ${version}`,
  trained: (one: { version: string; on: Day; from: Day; to: Day; days: number }) =>
    `Version ${one.version}, trained on ${f.longDay(one.on)} on data of ${f.days(one.from, one.to)}, ${plural(one.days, 'day')} old.`,
  noMeasures: 'Its measures were not kept.',
  measured: (rows: number, card: string) => `On ${f.number(rows)} later sessions: ${card}.`,
  old: (days: number) => `It is ${plural(days, 'day')} old: see whether the train job runs and what it says.`,
  scoresMoved: (psi: string, limit: number) =>
    `Its scores have moved to another range (PSI ${psi}, above ${limit}).`,
  expectsTooFew: (z: string) => `It expects too few purchases, by more than chance (z ${z}).`,
  expectsTooMany: (z: string) => `It expects too many purchases, by more than chance (z ${z}).`,
  doNotRely: (expected: string, seen: string) =>
    `🔴 Do not rely on its level: ${expected} expected and ${seen} seen in the latest two weeks.`,
  putRight: (one: { expected: string; seen: string; odds: string }) =>
    `Its level was put right by the latest two weeks: ${one.expected} was expected and ${one.seen} seen (odds × ${one.odds}).`,
  sessionsChanged: (limit: number, columns: readonly string[]) =>
    `Sessions have changed (PSI above ${limit}): ${columns.join(', ')}.`,
  noDrift: 'Drift has not been measured yet: the next training measures it.',
  drift: (one: { days: number; psi: string; z: string }) =>
    `Drift, measured ${plural(one.days, 'day')} ago on the last two weeks of data: score PSI ${one.psi}, calibration in the large z ${one.z}.`,
  /** the boosted trees beside it, on the same latest two weeks: what they gain */
  treesPredict: (one: Trees) =>
    `Boosted trees predict in its place. On the latest two weeks they ranked a buyer above a non-buyer ${one.trees.ranked} times in 100, this model ${one.logistic.ranked} times; among the tenth of sessions ranked highest ${one.trees.best} bought, by this model's ranking ${one.logistic.best}.`,
  /** what they cost */
  treesCost: (explained: string, leansOn: readonly string[]) =>
    `The cost: nobody can read trees. Odds and what-ifs stay those of this model and explain ${explained} of what the trees tell apart; the rest are combinations that no list of odds shows. The trees look most at ${leansOn.join(', ')}.`,
  treesDoNot: (one: Trees) =>
    `Boosted trees were tried beside it and do not predict: not better by more than chance on the latest two weeks (a buyer ranked above a non-buyer ${one.trees.ranked} times in 100, this model ${one.logistic.ranked} times).`,
  kept: (versions: number, isOneInUse: boolean) =>
    `${plural(versions, 'version')} of the conversion model kept${isOneInUse ? '' : ', none in use'}.`,
  latestOf: (shown: number, of: number) => `The latest ${shown} of ${of}`,
  latestFirst: 'The latest first',
  columns: {
    version: 'Version',
    data: 'Trained on',
    age: 'Age',
    logLoss: 'Log-loss',
    slope: 'Slope',
    verdict: 'Verdict',
  },
  inUse: (version: string) => `${version} (in use)`,
  days: (days: number) => plural(days, 'day'),
  dataOf: f.days,
  /** why it was put in use after its training, or was not */
  verdict: (because: string) => because,
  differentWeeks:
    'Each on the two weeks after those it was trained on, so figures of two versions are of different weeks. Managers: /model promote <version>, /model rollback.',
  inUseAlready: (version: string) => `Version ${version} of the conversion model is in use already.`,
  promoted: (version: string, before: string | null) =>
    `Version ${version} of the conversion model is in use${before === null ? '' : ` instead of ${before}`}. The next training is compared with it, and replaces it when clearly better.`,
  onlyManagers: 'Only a manager may put another version in use.',
  unknownVersion: (typed: string) => `No version "${typed}" is kept; /model history shows them.`,
  noOlder: 'There is no older version to go back to.',
})
