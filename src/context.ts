import type { Logger } from 'pino'
import type { Config } from './config/config.ts'
import type { Lake } from './lake/contract/lake.ts'
import type { Clock, Day } from './lib/days.ts'
import type { Schedule, Slot } from './lib/schedule.ts'
import type { Message } from './messages/message.ts'
import type { HttpClient } from './sources/http/http.ts'
import type { Source } from './sources/source.ts'
import type { State, Trx } from './state/database/state.ts'
import type { Deliver } from './state/messages/deliver.ts'
import type { Traced } from './tracing/traced.ts'

/** What jobs and commands receive, and nothing else sees. */
export interface Context {
  readonly config: Config
  readonly state: State
  readonly lake: Lake
  readonly clock: Clock
  readonly log: Logger
  readonly http: HttpClient
  readonly deliver: Deliver
  readonly traced: Traced
  readonly secret: (variable: string) => string | null
  /** what this shop collects from */
  readonly sources: readonly Source[]
  /** of the scheduled jobs, in the order they are listed */
  readonly jobNames: () => Promise<readonly string[]>
  /** long work says how far it is: a terminal draws a bar, a server logs */
  readonly progress: Progress
}

export type Progress = (step: string, done: number, total: number) => void

export interface Summary {
  /** one line for the run log */
  readonly text: string
  readonly counts?: Readonly<Record<string, number>>
  /** what was said, for `job <name>` in a terminal */
  readonly said?: readonly { readonly channel: string; readonly message: Message }[]
}

export interface Job {
  readonly name: string
  readonly about: string
  /** one schedule, or a lane for each of many (a digest has one a channel) */
  readonly schedule: Schedule | ((ctx: Context) => Promise<readonly Lane[]>)
  readonly catchUp: 'all' | 'latest' | 'none'
  /** what goes on now waits for none of the long runs of a night: there is one place more for such jobs */
  readonly isPrompt?: true
  /** reads the slot, never the clock, so that it can be repeated */
  run(ctx: Context, due: Due): Promise<Summary>
}

export interface Lane {
  readonly lane: string
  readonly schedule: Schedule
  /** whether the job has been done for the day, or one after it, under earlier settings: then it is not due */
  isDone?(day: Day): Promise<boolean>
}

/** A claimed run. Every effect happens inside `fenced`, which refuses when the claim has been lost to another process. */
export interface Due extends Slot {
  /** '' when the job has one schedule */
  readonly lane: string
  /** caught up after its time */
  readonly isLate: boolean
  readonly fenced: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>
}
