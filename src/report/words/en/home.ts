import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** The App Home: what needs a person, what they get and when, what they may ask. */
export const homeWords = (f: Format) => ({
  needsYou: 'What needs you',
  nothing: 'Nothing needs you now.',
  line: (one: { alerts: number; suggestions: number; failing: number }) =>
    `${plural(one.alerts, 'open alert')}, ${plural(one.suggestions, 'open suggestion')}, ${plural(one.failing, 'source')} late or failing.`,
  suggestions: (shown: number, of: number) =>
    of > shown ? `The best ${shown} of ${plural(of, 'open suggestion')}` : plural(of, 'open suggestion'),
  sources: 'Late or failing sources',
  late: 'late',
  see: { suggestions: 'All suggestions', sources: 'All sources', status: 'Status', help: 'All commands' },
  youGet: 'What you get, and when',
  daily: (channel: string, at: string, zone: string) => `Daily digest: ${channel}, ${at} (${zone})`,
  weekly: (channel: string, at: string, zone: string) => `Weekly digest: ${channel}, Mondays ${at} (${zone})`,
  onDays: (channel: string, days: readonly string[], at: string, zone: string) =>
    `Digest: ${channel}, ${f.list(days)} ${at} (${zone})`,
  alerts: (channel: string) => `Alerts: ${channel}, as they happen`,
  ask: 'Try a question',
  askHint: 'The answer comes as a direct message. In a channel, type a command or mention me.',
})
