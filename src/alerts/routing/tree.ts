import type { Label, Labels } from './labels.ts'
import { type Matcher, matchesAll } from './matchers.ts'

/** What a route says of the alerts that reach it; what it leaves out is its parent's. */
export interface RouteSettings {
  readonly channel: string
  /** Slack's ids of persons (U…) and user groups (S…), or `oncall:<schedule>` */
  readonly mention: readonly string[]
  readonly groupBy: readonly Label[]
  readonly groupWaitMs: number
  readonly groupIntervalMs: number
  /** null: nobody is reminded */
  readonly repeatIntervalMs: number | null
  /** names of mute intervals */
  readonly mute: readonly string[]
  /** alerts a day in its channel; null is no limit */
  readonly budget: number | null
  /** whom to call while nobody has it, one step after the other */
  readonly escalate: readonly Step[]
  /** after how long who has acknowledged it is asked whether that is still so; null: never */
  readonly askAfterMs: number | null
  /** without an answer for so long nobody has it any more; null: they keep it */
  readonly giveBackAfterMs: number | null
  /** how often the steps are gone through once more */
  readonly escalateRepeat: number
}

/** `afterMs` is counted from the step before. */
export interface Step {
  readonly afterMs: number
  readonly mention: readonly string[]
}

export interface Route extends Partial<RouteSettings> {
  readonly matchers: readonly Matcher[]
  readonly continue: boolean
  readonly routes: readonly Route[]
}

/** A route that an alert reaches, all of its settings said, and its place in the tree, such as `0.2`. */
export interface Reached extends RouteSettings {
  readonly path: string
}

/**
 * The routes an alert reaches, by Alertmanager's rules: of siblings the first that matches takes it, unless that one says
 * `continue`; a child goes before its parent, and the parent takes what no child does. The root takes everything.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function reached(root: Route, labels: Labels, defaults: RouteSettings): readonly Reached[] {
  return below(root, labels, { ...defaults, path: '' })
}

function below(route: Route, labels: Labels, parent: Reached): readonly Reached[] {
  const { matchers: _, continue: __, routes, ...own } = route
  // what is not repeated below: a mute of the parent is the parent's
  const settings: Reached = { ...parent, mute: [], ...own }
  const found: Reached[] = []
  for (const [at, child] of routes.entries()) {
    if (!matchesAll(child.matchers, labels)) continue
    found.push(
      ...below(child, labels, {
        ...settings,
        path: [settings.path, at].filter((one) => one !== '').join('.'),
      }),
    )
    if (!child.continue) break
  }
  return found.length > 0 ? found : [settings]
}

/** Alerts of one key are told together: those of one route that share the labels it groups by. */
export function groupKey({ path, groupBy }: Reached, labels: Labels): string {
  return JSON.stringify([path, ...groupBy.map((label) => [label, labels[label] ?? ''])])
}
