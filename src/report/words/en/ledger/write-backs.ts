import type { Format } from '../../format.ts'

/** What became of approved suggestions in the shop itself. */
export const writeBackWords = (f: Format) => ({
  title: 'In the shop',
  done: (what: string) => `${what}: done in the shop.`,
  undone: (what: string) => `${what}: taken back in the shop.`,
  dry: (what: string, before: string, after: string) =>
    `${what}: would be written (${before} → ${after}); dry_run is on, so nothing was.`,
  conflict: (what: string, there: string) =>
    `${what}: not written. In the shop it is ${there} now, so somebody changed it since. Nothing was overwritten; ask for a new suggestion.`,
  failed: (what: string, because: string) => `${what}: could not be carried out: ${because}.`,
  fourEyes: (what: string, id: number) =>
    `${what}: a second person has to approve it, by /actions approve ${id}.`,
  second: (id: number) => `No. ${id} is approved by a second person and will be carried out.`,
  refused: {
    change: 'the change is larger than max_change of the sink',
    approver: 'who approved it is not among the approvers of the sink',
  },
  waits: {
    hours: 'waits for the hours of the sink',
    count: 'waits: the day is full',
    cost: 'waits: the sum of the day is reached',
  },
  stage: {
    waiting: 'waits to be carried out',
    sent: 'sent, not confirmed yet',
    done: 'done in the shop',
    conflict: 'not written: changed in the shop since',
    failed: 'could not be carried out',
    dry: 'dry run: nothing was written',
  },
  undoing: (stage: string) => `taking back: ${stage}`,
  /** what an approval would write */
  preview: (before: string, after: string) => `${before} → ${after} once approved`,
  previewUnread: (after: string) => `${after} once approved`,
  previewConflict: (now: string, before: string) =>
    `it is ${now} now, and the suggestion was made at ${before}: nothing would be written`,
  previewDry: ' (dry run: nothing is written)',
  nothing: 'nothing',
  pieces: (count: number) => f.number(count),
})
