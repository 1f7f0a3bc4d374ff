import { plural } from '../../../lib/text.ts'

/** /floorwalker audit: who did what. */
export const auditWords = () => ({
  title: 'Audit log',
  empty: 'The audit log is empty: nobody has asked or changed anything yet.',
  latest: (count: number) => `The latest ${plural(count, 'entry', 'entries')} of the audit log.`,
  source: (zone: string) => `The latest first; times are those of ${zone}. Users go by their Slack id.`,
  asked: (command: string) => `Asked ${command}`,
  /** what each kind of act is called; one that is not known goes by its own name */
  act: (name: string) => ACTS[name] ?? name,
  done: (who: string, act: string, details: string) =>
    `${who}: ${act}${details === '' ? '' : ` (${details})`}`,
  button: (id: string, which: string, below: string) =>
    [`No. ${id}`, which, below && `below ${below}`].filter(Boolean).join(' '),
  /** a detail as it is kept: `alert`, `stake cents` */
  detail: (name: string) => name,
})

const ACTS: Readonly<Record<string, string>> = {
  'alert.ack': 'Pressed Acknowledge',
  'alert.acked': 'Acknowledged an alert',
  'alert.snooze': 'Pressed Snooze',
  'alert.snoozed': 'Snoozed an alert',
  'alert.unack': 'Pressed Unacknowledge',
  'alert.unacked': 'Took an acknowledgement back',
  'alert.assign': 'Pressed Assign',
  'alert.assigned': 'Assigned an alert',
  'alert.unsnooze': 'Pressed End snooze',
  'alert.unsnoozed': 'Ended a snooze',
  'alert.resolve': 'Pressed Resolve',
  'alert.resolved': 'Resolved an alert',
  'alert.reopen': 'Pressed Reopen',
  'alert.reopened': 'Reopened an alert',
  'alert.feedback': 'Pressed a feedback',
  'alert.judged': 'Gave feedback on an alert',
  'calendar.add': 'Added a day to the calendar',
  'calendar.edit': 'Changed a day of the calendar',
  'calendar.remove': 'Removed a day of the calendar',
  'calendar.import': 'Imported a calendar',
  'confidence.set': 'Set the minimum confidence',
  'oncall.swapped': 'Swapped a time on call',
  'model.promote': 'Put a model in use',
  'rule.accept': 'Accepted what a rule holds back',
  'suggestion.accept': 'Pressed Approve',
  'suggestion.approve': 'Pressed Approve',
  'suggestion.because': 'Pressed a reason to skip',
  'suggestion.edit': 'Pressed Edit',
  'suggestion.open': 'Opened a suggestion',
  'suggestion.skip': 'Pressed Skip',
  'suggestion.edited': 'Approved a suggestion with a change',
  'suggestion.approved': 'Approved a suggestion',
  'suggestion.skipped': 'Skipped a suggestion',
  'suggestion.undone': 'Took a decision back',
  share: 'Shared an answer',
  'share.elsewhere': 'Shared an answer in another channel',
  'share.files': 'Had the files of an answer sent',
}
