import { plural } from '../../../lib/text.ts'

/** The App Home: what needs a person, what they get and when, what they may ask. */
export const homeWords = () => ({
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
  digest: (kind: string, where: string, when: string) => `${kind}: ${where}, ${when}`,
  alerts: (channel: string) => `Alerts: ${channel}, as they happen`,
  ask: 'Try a question',
  askHint: 'The answer comes as a direct message. In a channel, type a command or mention me.',
})
