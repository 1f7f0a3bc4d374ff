import type { Day } from '../../../../lib/days.ts'
import type { Format } from '../../format.ts'

/** /subscribe: who gets which digest and when, what came of it, and what is told when one cannot be posted. */
export const subscribeWords = (f: Format) => ({
  kinds: {
    daily: 'Daily digest',
    weekly: 'Weekly digest',
    monthly: 'Monthly digest',
    quarterly: 'Quarterly digest',
  },
  title: 'Digests',
  none: 'You have no digest of your own. Write /subscribe daily 08:00 weekdays, or press New digest.',
  ofSettings: 'set when the bot was installed; /subscribe daily in that channel makes it yours to change',
  item: (id: number, kind: string) => `${id} · ${kind}`,
  of: (segment: string) => ` of ${segment}`,
  to: (place: string) => ` to ${place}`,
  toYou: 'you',
  person: (name: string) => `@${name}`,
  everyDay: 'every day',
  onDays: (days: readonly string[]) => (days.length === 5 ? 'on weekdays' : `on ${f.list(days)}`),
  onWeekday: (day: string) => `${day}s`,
  monthDay: (day: number) => `on day ${day} of the month`,
  quarterDay: (day: number) => `on day ${day} of each quarter`,
  when: (days: string, at: string, zone: string) => `${days} at ${at} (${zone})`,
  compact: 'compact',
  skipsUnchanged: 'skipped when there is no new data',
  skipsHolidays: 'not on public holidays',
  language: { en: 'in English', zh: 'in Chinese' },
  owner: (name: string) => `owner ${name}`,
  paused: 'paused',
  disabled: (because: string) => `stopped by itself: ${because}`,
  saved: (id: number, what: string) => `Saved as digest ${id}: ${what}.`,
  changed: (id: number, what: string) => `Digest ${id} is now: ${what}.`,
  next: (at: Date) => `The next one comes ${f.instant(at)} (${f.zone}).`,
  sending: (id: number) =>
    `Digest ${id} is being written and is posted within a minute. If today's stands already, it is brought up to date there.`,
  pausedNow: (id: number) => `Digest ${id} is paused. /subscribe resume ${id} brings it back.`,
  deleted: (id: number) => `Digest ${id} is deleted. What was posted stays.`,
  handed: (id: number, to: string) => `Digest ${id} is now looked after by ${to}.`,
  buttons: {
    add: 'New digest',
    edit: 'Change',
    send: 'Send now',
    pause: 'Pause',
    resume: 'Resume',
    history: 'History',
    remove: 'Delete',
    sure: (id: number) => `Delete digest ${id}?`,
    all: 'All my digests',
  },
  form: {
    create: 'New digest',
    edit: (id: number) => `Digest ${id}`,
    save: 'Save',
    kind: 'Digest',
    channel: 'Channel',
    channelHint: 'Left empty, it comes to you as a direct message.',
    at: 'Time',
    atHint: (zone: string) => `Such as 08:00, in ${zone}, or with a zone: 08:00 Asia/Shanghai`,
    days: 'Days',
    daysHint: 'Of a monthly or quarterly digest: day 2',
    choices: {
      everyDay: 'Every day',
      weekdays: 'Weekdays (Monday covers the weekend)',
      noHolidays: 'Weekdays, not on holidays',
    },
    segment: 'Only of',
    segmentHint: 'A merchant, category, platform or region. Left empty, the whole shop.',
    language: 'Language',
    size: 'Size',
    full: 'Full, with chart, suggestions and details in the thread',
    compact: 'Compact: how it was, alerts and figures',
    news: 'When there is no new data',
    always: 'Post it all the same',
    unlessNew: 'Skip it',
    otherwise: 'Write it instead: /subscribe daily #channel 08:00 weekdays',
  },
  history: {
    title: (id: number, what: string) => `Digest ${id}: ${what}`,
    titleOfSettings: (what: string) => what,
    none: 'It has not been due yet.',
    sent: 'sent',
    edited: 'sent, then brought up to date',
    waiting: (because: string) => `waiting: ${because}`,
    onItsWay: 'on its way',
    failed: (because: string) => `failed: ${because}`,
    running: 'being written',
    due: 'due',
    overtaken: 'skipped: the bot was off, and a later one took its place',
    skipped: {
      holiday: 'skipped: public holiday; the next one covers it',
      'no-data': 'skipped: no data',
      unchanged: 'skipped: no new data since the last one',
      'segment-gone': 'skipped: its segment is not in the data',
      'not-allowed': 'skipped: the channel may not see what it is of',
    },
    tries: (count: number) => `, ${f.number(count)} tries`,
    day: (day: Day, at: string) => `${f.longDay(day)} ${at}: `,
    open: 'open',
  },
  failing: {
    because: (id: number, kind: string, place: string, code: string) =>
      `Digest ${id} (${kind.toLowerCase()}) could not be posted to ${place}: ${REFUSALS[code] ?? `Slack says ${code}`}.`,
    remedy: (place: string, code: string, id: number) =>
      REMEDIES[code]?.(place) ?? `Look at /subscribe history ${id}, or choose another channel.`,
    stopped: (id: number, times: number) =>
      `After ${times} in a row it is stopped. When that is put right: /subscribe resume ${id}.`,
    goesOn: 'It is tried again by itself, and the next one comes at its time.',
  },
  because: (code: string) => REFUSALS[code] ?? `Slack says ${code}`,
})

const REFUSALS: Readonly<Record<string, string>> = {
  not_in_channel: 'the bot is not in the channel',
  channel_not_found: 'there is no such channel, or the bot may not see it',
  is_archived: 'the channel is archived',
  restricted_action: 'only some people may post there',
  missing_scope: 'the app has no permission to post there',
  external_channel:
    'the channel is shared with another workspace, and nobody has granted it what the digest is of',
}

const REMEDIES: Readonly<Record<string, (place: string) => string>> = {
  not_in_channel: (place) => `Invite the bot: /invite @Floorwalker in ${place}.`,
  channel_not_found: () =>
    'If it is private, invite the bot there; if it was renamed, choose it again with Change: the bot then keeps its id, and no new name matters.',
  is_archived: () => 'Unarchive it, or choose another channel with Change.',
  restricted_action: () =>
    'Ask an administrator of Slack to let the app post there, or choose another channel.',
  external_channel: (place) =>
    `Whoever runs the bot may grant it by naming ${place} in ACCESS_FILE; or choose another channel with Change.`,
  missing_scope: () => 'Ask an administrator to install the app again, so that it gets its permissions.',
}
