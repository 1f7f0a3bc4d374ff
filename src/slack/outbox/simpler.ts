import { type Level, NEWER_TYPES, type Payload } from '../../messages/block-kit.ts'
import type { LevelMemory, Refused } from './levels.ts'
import { detailsOf, failureOf, isAboutBlocks } from './slack-errors.ts'

/** Refused: surely not there, and worth saying more simply. `says` is all that the server said of why. */
export type Attempt<T> =
  | { readonly kind: 'taken'; readonly value: T }
  | { readonly kind: 'refused'; readonly says: string; readonly error: unknown }

/** A call of the Web API. What fails for another reason than its blocks is thrown. */
export async function attemptCall<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: 'taken', value: await call() }
  } catch (error) {
    if (!isAboutBlocks(failureOf(error))) throw error
    return { kind: 'refused', says: detailsOf(error), error }
  }
}

/** An answer address serves five times: the last is for plain words. */
const MOST_TRIES = 5

/**
 * Says a message as well as the server takes it: without what it said it does not know, then level by level, in the
 * end as text. What was refused at every level comes back as refused.
 */
export async function sayAtBest<T>(
  {
    levels,
    ladder,
    render,
    onRefused,
  }: {
    readonly levels: LevelMemory
    readonly ladder: readonly Level[]
    readonly render: (level: Level, without: ReadonlySet<string>) => Promise<Payload>
    readonly onRefused?: (level: Level, error: unknown) => void
  },
  attempt: (payload: Payload) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const refused: Refused[] = []
  const tried = new Set<string>()
  let without: ReadonlySet<string> = new Set()
  let last: Attempt<T> = { kind: 'refused', says: '', error: new Error('no level to say it at') }
  for (let at = 0; at < ladder.length; ) {
    const isLast = refused.length >= MOST_TRIES - 1
    const level = (isLast ? ladder.at(-1) : ladder[at]) ?? 'text'
    let payload = await render(level, without)
    const known = levels.without(payload)
    if (known.size > 0) {
      without = new Set([...without, ...known])
      payload = await render(level, without)
    }
    const body = JSON.stringify(payload)
    if (tried.has(body)) {
      at++
      continue
    }
    tried.add(body)
    last = await attempt(payload)
    if (last.kind === 'taken') {
      levels.learn(refused, payload)
      return last
    }
    onRefused?.(level, last.error)
    const { unknown, wrong } = namedIn(last.says, payload)
    refused.push({ payload, unknown })
    const named = [...unknown, ...wrong].filter((type) => !without.has(type))
    without = new Set([...without, ...named])
    if (isLast) break
    if (named.length === 0) at++
  }
  return last
}

/** The newer blocks that a refusal names: by a type it does not know, or by the place of what is wrong. */
function namedIn(says: string, { blocks }: Payload) {
  const types = [...says.matchAll(/unsupported type:?\s*`?(\w+)/g)].map(([, type]) => type ?? '')
  const places = [...says.matchAll(/(?:\/blocks\/|json-pointer:\/)(\d+)/g)].map(([, at]) => Number(at))
  const isNewer = (type: string | undefined) => type !== undefined && NEWER_TYPES.has(type)
  return {
    unknown: new Set(types.filter(isNewer)),
    wrong: new Set(places.flatMap((at) => blocks[at]?.type ?? []).filter(isNewer)),
  }
}
