import { channelHealth, jobHealth, laneKey } from '../state/ailing.ts'
import type { State } from '../state/database/state.ts'
import { allSubscriptions } from '../state/messages/subscriptions.ts'
import { sourceStates } from '../state/sources/cursors.ts'
import type { Trouble, TroubleKind } from '../state/troubles.ts'
import type { Found } from './tell.ts'

/** A job that failed once is tried again within minutes: nobody need know. */
const FAILED_TIMES = 3
/** two tries after the first that failed */
const SOURCE_FAILS_MS = 30 * 60_000

/** What became of a trouble that was told; `stays` also where nothing is known yet. */
type Became = 'stays' | 'well' | 'gone'

export interface Look {
  readonly found: readonly Found[]
  readonly became: (trouble: Trouble) => Became
}

/** What does not work now, as the state has it. */
export async function lookForTrouble(
  state: Pick<State, 'read'>,
  wanted: {
    readonly jobs: readonly string[]
    readonly sources: readonly string[]
    readonly now: Date
    /** the outbox goes by the machine's clock, whatever the shop's is */
    readonly machineNow: Date
  },
): Promise<Look> {
  const looks: Readonly<Record<TroubleKind, OfKind>> = {
    job: await ofJobs(state, wanted),
    source: await ofSources(state, wanted),
    channel: await ofChannels(state, wanted.machineNow),
    subscription: await ofSubscriptions(state),
  }
  return {
    found: Object.values(looks).flatMap(({ found }) => found),
    became: ({ kind, subject }) => looks[kind].became(subject),
  }
}

interface OfKind {
  readonly found: readonly Found[]
  readonly became: (subject: string) => Became
}

async function ofJobs(
  state: Pick<State, 'read'>,
  { jobs, now }: { readonly jobs: readonly string[]; readonly now: Date },
): Promise<OfKind> {
  const { failures, isDone } = await jobHealth(state, now)
  return {
    found: failures
      .filter(({ job, attempts, isGivenUp }) => jobs.includes(job) && (isGivenUp || attempts >= FAILED_TIMES))
      .map((one) => ({ kind: 'job', subject: laneKey(one), because: one.error, day: one.day })),
    became(subject) {
      const [job = ''] = subject.split(' ')
      if (!jobs.includes(job)) return 'gone'
      return isDone(subject) ? 'well' : 'stays'
    },
  }
}

async function ofSources(
  state: Pick<State, 'read'>,
  { sources, now }: { readonly sources: readonly string[]; readonly now: Date },
): Promise<OfKind> {
  const known = (await sourceStates(state)).filter(({ source }) => sources.includes(source))
  const failing = known.filter(({ failingSince }) => failingSince !== null)
  const isLong = (since: Date | null) => since !== null && now.getTime() - since.getTime() >= SOURCE_FAILS_MS
  return {
    found: failing
      .filter(({ failingSince }) => isLong(failingSince))
      .map(({ source, error }) => ({ kind: 'source', subject: source, because: error ?? '' })),
    became(subject) {
      if (!sources.includes(subject)) return 'gone'
      return failing.some(({ source }) => source === subject) ? 'stays' : 'well'
    },
  }
}

async function ofChannels(state: Pick<State, 'read'>, machineNow: Date): Promise<OfKind> {
  const { givenUp, isTaking } = await channelHealth(state, machineNow)
  return {
    found: givenUp.map(({ channel, error }) => ({ kind: 'channel', subject: channel, because: error })),
    became: (subject) => (isTaking(subject) ? 'well' : 'stays'),
  }
}

async function ofSubscriptions(state: Pick<State, 'read'>): Promise<OfKind> {
  const all = await allSubscriptions(state)
  return {
    found: all.flatMap(({ id, disabledBecause }) =>
      disabledBecause === null
        ? []
        : [{ kind: 'subscription' as const, subject: String(id), because: disabledBecause }],
    ),
    became(subject) {
      const one = all.find(({ id }) => String(id) === subject)
      if (!one) return 'gone'
      return one.disabledBecause === null ? 'well' : 'stays'
    },
  }
}
