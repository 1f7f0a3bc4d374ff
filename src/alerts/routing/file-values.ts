import { z } from 'zod'
import { instantOf, isDay, isTimeZone } from '../../lib/days.ts'
import { minuteOfDay } from '../../lib/schedule.ts'
import { nearest, oneLine } from '../../lib/text.ts'
import { metrics } from '../../metrics/registry.ts'
import { DATA } from '../incident.ts'
import { LABELS } from './labels.ts'
import { matcherFrom } from './matchers.ts'

/** What stands in the alerts file, each with what to write instead of what is wrong. */
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export const duration = z.string().transform((text, ctx) => {
  const [, count, unit = ''] = /^(\d{1,6})(s|m|h|d)$/.exec(text.trim()) ?? []
  if (count !== undefined) return Number(count) * (UNITS[unit] ?? 0)
  return fault(ctx, `“${oneLine(text, 30)}” is not a span of time: write 30s, 10m, 4h or 1d`)
})
export const matcher = z.string().transform((text, ctx) => {
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
export const label = z.enum(LABELS, { error: `is none of the labels ${LABELS.join(', ')}` })
export const channel = z
  .string()
  .regex(/^(#[\p{L}\p{N}_-]{1,80}|[CDG][A-Z0-9]{6,})$/u, 'write a channel as "#ops" (in quotes) or by its id')
export const mention = z
  .string()
  .regex(
    /^([UWS][A-Z0-9]{5,}|oncall:[\w-]+)$/,
    'write the id that Slack shows, U… of a person or S… of a user group, or oncall:<schedule>',
  )
export const time = z.string().transform((text, ctx) => {
  if (text === '24:00') return 1440
  return /^([01]?\d|2[0-3]):[0-5]\d$/.test(text) ? minuteOfDay(text) : fault(ctx, 'write a time as "22:00"')
})
export const zone = z.string().refine(isTimeZone, 'write an IANA time zone such as Europe/Berlin')
export const weekday = z
  .enum(DAYS, { error: `write days as ${DAYS.join(', ')}` })
  .transform((name) => DAYS.indexOf(name) + 1)
/** a user group has a turn as a person has: all of its members are called */
export const user = z
  .string()
  .regex(/^[UWS][A-Z0-9]{5,}$/, 'write the id that Slack shows, U… of a person or S… of a user group')
export const address = z.url({ protocol: /^https?$/, error: 'write an address that begins with https://' })
export const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{2,60}$/, 'write the name of a variable such as PAGER_TOKEN, not the token')
export const day = z.string().refine(isDay, 'write a day as 2026-12-01')

function fault(ctx: z.core.$RefinementCtx, message: string): never {
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** Why nothing is looked up under a name; null when something is. */
export function runbookFault(name: string): string | null {
  const names = [...metrics.map((metric) => metric.name), DATA, 'default']
  if (names.includes(name)) return null
  const near = nearest(name, names)
  return `is none of the KPIs, data or default.${near === null ? '' : ` Did you mean ${near}?`}`
}

/** `2026-12-01`, `2026-12-01 08:00`: by the shop's clock. */
export function instantFrom(text: string, zone: string): Date | null {
  const [, day = '', at = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T]([0-2]\d:[0-5]\d))?$/.exec(text.trim()) ?? []
  return isDay(day) ? instantOf(day, minuteOfDay(at), zone) : null
}
