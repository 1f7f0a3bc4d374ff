import { Fault } from '../lib/errors.ts'

/** Judges one model on a file of the stated shape: how a person learns what the bot is worth on their own data. */
export interface Evaluation {
  /** `floorwalker evaluate <what>` */
  readonly what: string
  readonly usage: string
  readonly about: string
  /** option -> what it takes; every option takes a value */
  readonly options: Readonly<Record<string, string>>
  run(asked: Asked): Promise<Score>
}

/** What was typed. */
interface Asked {
  option(name: string): string | null
  /** shows how far long work has come */
  progress(done: number, total: number, step: string): void
}

type Figures = Readonly<Record<string, number>>

/** How a model is named that the bot does not run. */
export const NOT_THE_BOT = 'not used by the bot'

/** Printed as a table, or with `--json` as `{ what, model, input, rows, metrics, baselines }` and the verdict where there is one. */
export interface Score {
  /** whose figures `metrics` are: the bot's own path, or another model named as one that is not used by the bot */
  readonly model: string
  /** the file or folder */
  readonly input: string
  /** rows judged */
  readonly rows: number
  readonly metrics: Figures
  /** what a simpler way, or the best known peer, reaches on the same rows */
  readonly baselines: Readonly<Record<string, Figures>>
  readonly verdict?: string
  /** what a reader must know: rows left out, a split by time that was not possible, a leak */
  readonly notes?: readonly string[]
}

export function required({ option }: Asked, name: string, { usage }: Pick<Evaluation, 'usage'>): string {
  const value = option(name)
  if (value) return value
  throw new Fault(`--${name} is missing.`, `Usage: floorwalker evaluate ${usage}`)
}

/** `--horizon 14`: a number within its limits, or the default. */
export function numeric(
  { option }: Asked,
  name: string,
  { usual, min, max }: { readonly usual: number; readonly min: number; readonly max: number },
): number {
  const typed = option(name)
  if (typed === null) return usual
  const value = Number(typed)
  if (typed.trim() !== '' && value >= min && value <= max) return value
  throw new Fault(`--${name} "${typed}" is not a number from ${min} to ${max}.`, `Leave it out for ${usual}.`)
}

/** `--exclude a,b` */
export function listed({ option }: Asked, name: string): string[] {
  return (option(name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
