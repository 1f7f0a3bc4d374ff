import { z } from 'zod'
import { oneLine } from '../../lib/text.ts'
import { type FileFault, locate, parsed, type Tell } from '../../settings/located.ts'
import {
  address,
  channel,
  day,
  duration,
  instantFrom,
  label,
  matcher,
  mention,
  runbookFault,
  time,
  user,
  variable,
  weekday,
  zone,
} from './file-values.ts'
import type { Routing } from './routing.ts'
import type { Route } from './tree.ts'

const own = z.strictObject({
  matchers: z.array(matcher).default([]),
  continue: z.boolean().default(false),
  channel: channel.optional(),
  mention: z.array(mention).optional(),
  group_by: z.array(label).optional(),
  group_wait: duration.optional(),
  group_interval: duration.optional(),
  repeat_interval: duration.optional(),
  mute: z.array(z.string()).optional(),
  budget: z.number().int().min(1).optional(),
  escalate: z.array(z.strictObject({ after: duration, mention: z.array(mention).min(1) })).optional(),
  escalate_repeat: z.number().int().min(0).max(5).optional(),
  ask_after: duration.optional(),
  unacknowledge_after: duration.optional(),
  routes: z.array(z.unknown()).default([]),
})

const hours = z.strictObject({ days: z.array(weekday).default([1, 2, 3, 4, 5, 6, 7]), from: time, to: time })
const layer = z.strictObject({
  users: z.array(user).min(1),
  start: day,
  at: time,
  days: z.number().int().min(1).max(366).default(7),
  hours: hours.optional(),
})

const file = z.strictObject({
  schedules: z
    .record(
      z.string().regex(/^[\w-]+$/, 'name a schedule by letters, digits and dashes'),
      z
        .strictObject({
          ...{ zone: zone.optional(), channel: channel.optional(), layers: z.array(layer).default([]) },
          ...{ calendar: address.optional(), people: z.record(z.string(), user).default({}) },
        })
        .refine(({ layers, calendar }) => layers.length > 0 || calendar !== undefined, {
          error: 'write layers, or the address of a calendar',
        }),
    )
    .default({}),
  route: z.unknown().optional(),
  inhibit_rules: z
    .array(
      z.strictObject({
        source_matchers: z.array(matcher).min(1),
        target_matchers: z.array(matcher).min(1),
        equal: z.array(label).default([]),
      }),
    )
    .default([]),
  silences: z
    .array(
      z.strictObject({ matchers: z.array(matcher).min(1), until: z.string(), comment: z.string().min(1) }),
    )
    .default([]),
  mute_times: z.record(z.string(), hours.extend({ zone: zone.optional() })).default({}),
  runbooks: z.record(z.string(), address).default({}),
  receivers: z
    .array(
      z.strictObject({
        kind: z.enum(['alertmanager', 'webhook'], { error: 'is alertmanager or webhook' }),
        url: address,
        matchers: z.array(matcher).default([]),
        token: variable.nullable().default(null),
      }),
    )
    .default([]),
})

/** All faults at once; times without a zone are the shop's. */
export function parseRouting(
  text: string,
  shopZone: string,
): Routing | { readonly faults: readonly FileFault[] } {
  const { value, faults, tell } = locate(text)
  const read = faults.length > 0 ? null : parsed(file, value ?? {}, { path: [], tell })
  if (!read) return { faults }
  const root = routeFrom(read.route ?? {}, ['route'], {
    ...{ tell, muted: new Set(Object.keys(read.mute_times)) },
    schedules: new Set(Object.keys(read.schedules)),
  })
  const silences = read.silences.map(({ matchers, until, comment }, at) => {
    const end = instantFrom(until, shopZone)
    if (!end) tell(['silences', at, 'until'], 'write when it ends, such as 2026-12-01 08:00')
    return { matchers, comment, until: end ?? new Date(0) }
  })
  for (const name of Object.keys(read.runbooks)) {
    const wrong = runbookFault(name)
    if (wrong !== null) tell(['runbooks', name], wrong)
  }
  if (faults.length > 0 || !root) return { faults }
  const inhibitions = read.inhibit_rules.map((one) => ({
    ...{ source: one.source_matchers, target: one.target_matchers, equal: one.equal },
  }))
  const muteIntervals = Object.fromEntries(
    Object.entries(read.mute_times).map(([name, { zone: ofTheirs = shopZone, days, from, to }]) => [
      name,
      { zone: ofTheirs, weekdays: days, from, to },
    ]),
  )
  const schedules = Object.fromEntries(
    Object.entries(read.schedules).map(
      ([name, { zone: ofTheirs = shopZone, channel: to, layers, calendar, people }]) => [
        name,
        {
          ...{ zone: ofTheirs, channel: to ?? null, calendar: calendar ?? null, people, swaps: [] },
          layers: layers.map((one) => ({ ...one, hours: one.hours ? hoursOf(one.hours) : null })),
        },
      ],
    ),
  )
  return {
    root,
    inhibitions,
    silences,
    muteIntervals,
    schedules,
    runbooks: read.runbooks,
    receivers: read.receivers,
  }
}

function hoursOf({ days, from, to }: z.output<typeof hours>) {
  return { weekdays: days, from, to }
}

function routeFrom(
  node: unknown,
  path: readonly PropertyKey[],
  file: { readonly tell: Tell; readonly muted: ReadonlySet<string>; readonly schedules: ReadonlySet<string> },
): Route | null {
  const { tell, muted, schedules } = file
  const read = parsed(own, node, { path, tell })
  if (!read) return null
  if (path.length === 1 && read.matchers.length > 0)
    tell([...path, 'matchers'], 'the root takes every alert: it has no matchers')
  for (const name of read.mute ?? [])
    if (!muted.has(name)) tell([...path, 'mute'], `“${oneLine(name, 40)}” is none of mute_times`)
  for (const name of [...(read.mention ?? []), ...(read.escalate ?? []).flatMap((step) => step.mention)])
    if (name.startsWith('oncall:') && !schedules.has(name.slice('oncall:'.length)))
      tell([...path, 'mention'], `“${oneLine(name, 40)}” is none of schedules`)
  const routes = read.routes.flatMap((child, at) => routeFrom(child, [...path, 'routes', at], file) ?? [])
  return {
    ...{ matchers: read.matchers, continue: read.continue, routes },
    ...(read.channel !== undefined && { channel: read.channel }),
    ...(read.mention && { mention: read.mention }),
    ...(read.group_by && { groupBy: read.group_by }),
    ...(read.group_wait !== undefined && { groupWaitMs: read.group_wait }),
    ...(read.group_interval !== undefined && { groupIntervalMs: read.group_interval }),
    ...(read.repeat_interval !== undefined && { repeatIntervalMs: read.repeat_interval }),
    ...(read.mute && { mute: read.mute }),
    ...(read.budget !== undefined && { budget: read.budget }),
    ...(read.escalate && {
      escalate: read.escalate.map((step) => ({ afterMs: step.after, mention: step.mention })),
    }),
    ...(read.ask_after !== undefined && { askAfterMs: read.ask_after }),
    ...(read.unacknowledge_after !== undefined && { giveBackAfterMs: read.unacknowledge_after }),
    ...(read.escalate_repeat !== undefined && { escalateRepeat: read.escalate_repeat }),
  }
}
