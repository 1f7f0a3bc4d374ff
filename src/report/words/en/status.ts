import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

/** /floorwalker: what can be asked, how the bot and its data are, and the audit log. */
export const statusWords = (f: Format) => ({
  title: (shop: string) => `${shop}: status`,
  line: (data: string, failing: number, alerts: number) =>
    `${data} ${failing === 0 ? 'No source' : plural(failing, 'source')} late or failing, ${plural(alerts, 'open alert')}.`,
  never: 'never',
  sources: 'Sources',
  sourceColumns: {
    source: 'Source',
    newest: 'Newest row',
    sync: 'Last good sync',
    rows: 'Rows (last sync)',
    rejected: 'Rejected',
    state: 'Status',
  },
  sourceStates: { ok: 'ok', late: 'late', failed: 'failed' },
  fault: (source: string, error: string) => `${source}: ${error}`,
  jobs: 'Last run of each job',
  jobColumns: { job: 'Job', slot: 'Scheduled for', ended: 'Ended', state: 'Status', result: 'Result' },
  neverRan: 'never ran',
  jobStates: {
    due: 'due',
    running: 'running',
    retry: 'will be tried again',
    done: 'done',
    dead: 'failed',
    skipped: 'skipped',
  },
  noModel: 'No conversion model is in use yet.',
  help: {
    title: 'What you can ask',
    line: (names: readonly string[]) => `Floorwalker answers ${f.list(names)}.`,
    about: (command: { readonly name: string; readonly about: string }) => command.about,
    own: 'This help, the status of the bot and its data, or (for managers) who did what.',
    examples: (lines: readonly string[]) => `For example: ${lines.join(' · ')}`,
  },
})
