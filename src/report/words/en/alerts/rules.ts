import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** Alert rules that people make. */
export const rulesWords = (f: Format) => ({
  none: 'No rule yet. The watch tells what is unusual by itself; a rule tells what you ask it to.',
  count: (count: number) => `${plural(count, 'rule')}.`,
  name: (number: number) => `Rule ${number}`,
  /** `Conversion in Toys below 2 %, from 200 cases a day` */
  said: (one: { kpi: string; segment: string; limit: string; more: readonly string[] }) =>
    [`${one.kpi} in ${one.segment} ${one.limit}`, ...one.more].join(', '),
  minVolume: (volume: string) => `from ${volume} a day`,
  minMoney: (money: string) => `from ${money} a day at stake`,
  hours: (hours: string) => `counted from ${hours.replace('-', ' to ')}`,
  paused: 'paused',
  deleted: 'deleted',
  feedback: (one: { fired: number; rated: number; useful: number; precision: string | null }) =>
    one.rated === 0
      ? `${plural(one.fired, 'alert')}, none rated yet`
      : `${plural(one.fired, 'alert')}, ${one.useful} of ${one.rated} rated useful: precision ${one.precision ?? '–'}`,
  fired: (name: string, times: number, days: number) =>
    `${name}: would have fired ${plural(times, 'time')} in ${plural(days, 'day')}.`,
  never: (name: string, days: number) => `${name}: would not have fired in ${plural(days, 'day')}.`,
  dates: (dates: readonly string[]) => `On ${dates.join(', ')}.`,
  notYet: (number: number | null) =>
    number === null
      ? 'Not saved yet. This is what the watch would have said, by the same calculation.'
      : `Rule ${number} is not changed yet. This is what the watch would have said, by the same calculation.`,
  typed: (line: string) => `To save it by keyboard: ${line}`,
  saved: (number: number) =>
    `Rule ${number} is saved. It is judged with every watch; its alert goes where its labels lead.`,
  changed: (number: number) => `Rule ${number} is changed.`,
  pausedNow: (number: number) =>
    `Rule ${number} is paused; an open alert of it is resolved at the next watch.`,
  resumed: (number: number) => `Rule ${number} is judged again.`,
  deletedNow: (number: number) => `Rule ${number} is deleted. Its alerts and its history are kept.`,
  unknown: (number: number) => `There is no rule ${number}. /alerts rules lists them.`,
  already: (number: number, how: 'paused' | 'running') =>
    how === 'paused' ? `Rule ${number} is paused already.` : `Rule ${number} is not paused.`,
  history: {
    caption: 'Who changed what',
    columns: { when: 'When', who: 'Who', what: 'Did', rule: 'The rule then' },
    did: { made: 'made', changed: 'changed', paused: 'paused', resumed: 'resumed', deleted: 'deleted' },
  },
  precision: {
    caption: 'What people said of alerts, 180 days',
    columns: {
      what: 'Rule or KPI',
      alerts: 'Alerts',
      rated: 'Rated',
      useful: 'Useful',
      precision: 'Precision',
    },
    watch: (kpi: string) => `${kpi} (the watch itself)`,
  },
  proposal: {
    said: (one: {
      number: number
      rated: number
      useful: number
      days: number
      was: number
      now: number
      before: string
      rule: string
    }) =>
      `Rule ${one.number} (${one.before}) is mostly noise: ${one.useful} of ${one.rated} rated alerts were useful. Proposed: ${one.rule}. It would have fired ${plural(one.now, 'time')} in ${plural(one.days, 'day')} instead of ${one.was}, and on every day that was found useful.`,
    approve: 'Approve',
    approved: (number: number, who: string, rule: string) =>
      `${who} approved it: rule ${number} is now ${rule}.`,
  },
  cannot: {
    noVolume: (kpi: string) => `${kpi} has no number of cases: use money instead of volume.`,
    noMoney: (kpi: string) => `No money can be put on ${kpi}: leave money out.`,
    noHours: (kpis: readonly string[]) =>
      `Hours can be counted of ${kpis.join(', ')}, in the whole shop, one member of a dimension, or a platform with a category or a channel.`,
  },
  buttons: {
    new: 'New rule…',
    save: 'Save rule',
    change: 'Change…',
    pause: 'Pause',
    resume: 'Resume',
    delete: 'Delete',
    show: 'Show',
    of: (label: string, number: number) => `${label} ${number}`,
    sure: (number: number) => `Delete rule ${number}?`,
  },
  form: {
    create: 'New alert rule',
    change: (number: number) => `Change rule ${number}`,
    preview: 'Preview',
    kpi: 'KPI',
    segment: 'Segment',
    segmentHint: 'A platform, category, channel, region or merchant. Left empty, the whole shop.',
    kind: 'Tell it when the KPI is',
    kinds: {
      below: 'below a value',
      above: 'above a value',
      unusual: 'unusual, either way',
      down: 'unusually low',
      up: 'unusually high',
    },
    value: 'Value',
    valueHint:
      'Such as 2% or 500. Of what is unusual: standard deviations, such as 4 (fewer is more sensitive).',
    volume: 'Not below this volume',
    volumeHint: 'Cases of a rate on the day, or what is usual a day of a count.',
    money: 'Not below this money',
    moneyHint: 'At stake a day, in the shop’s currency.',
    hours: 'Only these hours',
    hoursHint: 'Such as 09:00-18:00: only they are counted, and judged as soon as they are over.',
    otherwise: 'Write it instead: /alerts rule conversion category=Toys below 2%',
  },
  zone: `Times are in ${f.zone}.`,
})
