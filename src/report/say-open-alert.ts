import { z } from 'zod'
import type { Day } from '../lib/days.ts'
import type { Message } from '../messages/message.ts'
import { textBlock } from '../messages/words.ts'
import { membersOf, type Scope } from '../metrics/metric.ts'
import type { StoredAlert } from '../state/alerts.ts'
import { sayAlert } from './say-alerts.ts'
import type { Locale } from './words/locale.ts'

const moved = z.object({ alongside: z.array(z.object({ kpi: z.string() }).or(z.string())) })
/** what it speaks of now, and since when: an alert is opened the morning after its day */
const began = z.object({ since: z.string().nullish(), day: z.string().nullish() }).catch({})
const located = z.record(z.string(), z.string()).catch({})

/**
 * The answer about a KPI up to a day, with the open alerts about it and its segment before everything else that is said. What
 * began later is no part of that day.
 */
export function withOpenAlerts(
  message: Message,
  about: {
    readonly kpi: string
    readonly scope: Scope
    readonly day: Day
    readonly alerts: readonly StoredAlert[]
  },
  locale: Locale,
): Message {
  const own = about.alerts.filter(
    (alert) => isAbout(alert, about.kpi) && meets(alert, about.scope) && firstDayOf(alert) <= about.day,
  )
  if (own.length === 0) return message
  const lines = own.map((alert) =>
    textBlock([{ text: locale.words.alert.openAlert, style: 'bold' }, sayAlert(alert, locale)]),
  )
  const [first, ...rest] = message.blocks
  const blocks = first?.kind === 'header' ? [first, ...lines, ...rest] : [...lines, ...message.blocks]
  const said = own.map((alert) => `${locale.words.alert.openAlert}${sayAlert(alert, locale)}`).join(' ')
  return { ...message, text: `${said} ${message.text}`, blocks }
}

function firstDayOf({ dayOpened, finding }: StoredAlert): Day {
  const { since, day } = began.parse(finding)
  return [dayOpened, since, day].reduce<Day>((first, one) => (one && one < first ? one : first), dayOpened)
}

function isAbout({ kpi, finding }: StoredAlert, asked: string): boolean {
  const others = moved.safeParse(finding).data?.alongside ?? []
  return kpi === asked || others.some((one) => typeof one !== 'string' && one.kpi === asked)
}

/** Whether a segment can hold rows of the other: no dimension of both says something else. */
function meets({ location }: StoredAlert, scope: Scope): boolean {
  const at = located.parse(location)
  return membersOf(scope).every(({ dimension, member }) => (at[dimension] ?? member) === member)
}
