import { isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { instantOf, isDay, isTimeZone } from '../../lib/days.ts'
import { minuteOfDay } from '../../lib/schedule.ts'
import { nearest, oneLine } from '../../lib/text.ts'
import { LABELS } from './labels.ts'
import { matcherFrom } from './matchers.ts'
import type { Routing } from './routing.ts'
import type { Route } from './tree.ts'

/** What is wrong in the file, on which line, and how to fix it. */
export interface RoutingFault {
  readonly line: number
  readonly said: string
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const duration = z.string().transform((text, ctx) => {
  const [, count, unit = ''] = /^(\d{1,6})(s|m|h|d)$/.exec(text.trim()) ?? []
  if (count !== undefined) return Number(count) * (UNITS[unit] ?? 0)
  return fault(ctx, `“${oneLine(text, 30)}” is not a span of time: write 30s, 10m, 4h or 1d`)
})
const matcher = z.string().transform((text, ctx) => {
  const found = matcherFrom(text)
  if (found) return found
  const name = /^\s*([\w-]+)/.exec(text)?.[1] ?? ''
  const near = nearest(name, LABELS)
  const hint = near && near !== name ? ` Did you mean ${near}?` : ''
  return fault(
    ctx,
    `“${oneLine(text, 60)}” is not a matcher: write label=value, !=, =~ or !~ with one of ${LABELS.join(', ')}.${hint}`,
  )
})
const label = z.enum(LABELS, { error: `is none of the labels ${LABELS.join(', ')}` })
const channel = z
  .string()
  .regex(/^(#[\p{L}\p{N}_-]{1,80}|[CDG][A-Z0-9]{6,})$/u, 'write a channel as "#ops" (in quotes) or by its id')
const mention = z
  .string()
  .regex(/^[UWS][A-Z0-9]{5,}$/, 'write the id that Slack shows: U… of a person, S… of a user group')
const time = z.string().transform((text, ctx) => {
  if (text === '24:00') return 1440
  return /^([01]?\d|2[0-3]):[0-5]\d$/.test(text) ? minuteOfDay(text) : fault(ctx, 'write a time as "22:00"')
})
const zone = z.string().refine(isTimeZone, 'write an IANA time zone such as Europe/Berlin')
const weekday = z
  .enum(DAYS, { error: `write days as ${DAYS.join(', ')}` })
  .transform((name) => DAYS.indexOf(name) + 1)

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
  routes: z.array(z.unknown()).default([]),
})

const file = z.strictObject({
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
  mute_times: z
    .record(
      z.string(),
      z.strictObject({
        zone: zone.optional(),
        days: z.array(weekday).default([1, 2, 3, 4, 5, 6, 7]),
        from: time,
        to: time,
      }),
    )
    .default({}),
})

function fault(ctx: z.core.$RefinementCtx, message: string): never {
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** All faults at once; times without a zone are the shop's. */
export function parseRouting(
  text: string,
  shopZone: string,
): Routing | { readonly faults: readonly RoutingFault[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(({ pos, message }) => ({
        line: lines.linePos(pos[0]).line,
        said: `is not YAML: ${oneLine(message, 120)}`,
      })),
    }
  const faults: RoutingFault[] = []
  const tell: Tell = (path, said) => {
    faults.push({ line: lineOf(path), said: `${path.map(String).join('.') || 'the file'}: ${said}` })
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  const read = parsed(file, document.toJS() ?? {}, { path: [], tell })
  if (!read) return { faults }
  const root = routeFrom(read.route ?? {}, ['route'], { tell, muted: new Set(Object.keys(read.mute_times)) })
  const silences = read.silences.map(({ matchers, until, comment }, at) => {
    const end = instantFrom(until, shopZone)
    if (!end) tell(['silences', at, 'until'], 'write when it ends, such as 2026-12-01 08:00')
    return { matchers, comment, until: end ?? new Date(0) }
  })
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
  return { root, inhibitions, silences, muteIntervals }
}

type Tell = (path: readonly PropertyKey[], said: string) => void

function parsed<T extends z.ZodType>(
  schema: T,
  value: unknown,
  { path, tell }: { readonly path: readonly PropertyKey[]; readonly tell: Tell },
): z.output<T> | null {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  for (const issue of read.error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) tell([...path, ...issue.path, key], 'is not known here')
    else tell([...path, ...issue.path], issue.message)
  }
  return null
}

function routeFrom(
  node: unknown,
  path: readonly PropertyKey[],
  file: { readonly tell: Tell; readonly muted: ReadonlySet<string> },
): Route | null {
  const { tell, muted } = file
  const read = parsed(own, node, { path, tell })
  if (!read) return null
  if (path.length === 1 && read.matchers.length > 0)
    tell([...path, 'matchers'], 'the root takes every alert: it has no matchers')
  for (const name of read.mute ?? [])
    if (!muted.has(name)) tell([...path, 'mute'], `“${oneLine(name, 40)}” is none of mute_times`)
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
  }
}

/** `2026-12-01`, `2026-12-01 08:00`: by the shop's clock. */
function instantFrom(text: string, zone: string): Date | null {
  const [, day = '', at = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T]([0-2]\d:[0-5]\d))?$/.exec(text.trim()) ?? []
  return isDay(day) ? instantOf(day, minuteOfDay(at), zone) : null
}
