import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** Holidays and promotions: /calendar, and what digests and forecasts say of the days ahead. */
export const calendarWords = (f: Format) => ({
  title: 'Calendar',
  lead: (count: number, days: number) =>
    `${plural(count, 'holiday or promotion', 'holidays and promotions')} in ${plural(days, 'day')}.`,
  none: (days: number) => `Nothing is known of the next ${plural(days, 'day')}.`,
  caption: (days: number) => `The next ${plural(days, 'day')}`,
  columns: { when: 'When', name: 'Name', kind: 'Kind', of: 'Of', from: 'From', note: 'Note' },
  kinds: { promotion: 'promotion', holiday: 'holiday' },
  wholeShop: 'the whole shop',
  from: { people: 'people', platforms: 'platforms', country: 'country' },
  number: (id: number) => `No. ${id}`,
  new: 'never seen before',
  source: (country: string | null, unseen: number) =>
    [
      country === null
        ? 'The country of the shop is not known by its time zone, so no public holidays are listed.'
        : `Country: ${country}, by the shop’s time zone; regional holidays are not among them: add those that matter.`,
      ...(unseen > 0
        ? [
            `Never seen before: no such day lies in the data, so forecasts take it for an ordinary day, or for a holiday as others were.`,
          ]
        : []),
    ].join(' '),
  added: (id: number, what: string) => `Added as No. ${id}: ${what}.`,
  changed: (id: number, what: string) => `No. ${id} is now: ${what}.`,
  removed: (id: number, name: string) => `No. ${id} (${name}) is removed.`,
  effect: {
    promotion:
      'From the next forecast, watch and digest on, these days are compared with earlier ones of the same name, and teach ordinary days nothing.',
    holiday:
      'From the next forecast, watch and digest on, it counts as a holiday: where such days made a difference before, that is expected again.',
  },
  imported: {
    count: (one: { days: number; replaced: number; from: string | null }) =>
      `Imported ${plural(one.days, 'entry', 'entries')}${one.from === null ? '' : ` from ${one.from}`}${one.replaced > 0 ? `, in place of ${f.number(one.replaced)} from before` : ''}.`,
    next: (name: string, day: Day) => `The next one: ${name}, ${f.longDay(day)}.`,
    left: (count: number) =>
      `${plural(count, 'row')} left out: no name, no day, more than three months long, or of a segment that is not in the data.`,
  },
  buttons: {
    add: 'Add a day',
    import: 'Import',
    edit: 'Change',
    remove: 'Remove',
    sure: (name: string) => `Remove ${name}?`,
    all: 'All days',
  },
  form: {
    create: 'Add a day',
    edit: (id: number) => `Day No. ${id}`,
    save: 'Save',
    name: 'Name',
    nameHint: 'The same name every year, so that it is compared with those before it',
    first: 'First day',
    last: 'Last day',
    dayHint: 'Such as 2026-11-27',
    lastHint: 'Left empty, it is one day.',
    kind: 'Kind',
    segment: 'Only of',
    segmentHint: 'A merchant, category, region or platform. Left empty, the whole shop.',
    import: 'Import a calendar',
    from: 'Address or text',
    fromHint: 'https://…/holidays.ics, or iCalendar or CSV (date, end, name, kind, segment) as text',
    otherwise: 'Write /calendar add <name> <days>, or /calendar import <address>.',
  },
  /** in the digest and a forecast: what lies ahead */
  ahead: 'Ahead: ',
  aheadItem: (one: { name: string; first: Day; last: Day; of: string | null }) =>
    `${one.name}${one.of === null ? '' : ` (${one.of})`} ${one.first === one.last ? `on ${f.weekday(one.first)}, ${f.shortDay(one.first)}` : `from ${f.shortDay(one.first)} to ${f.shortDay(one.last)}`}`,
  aheadNew: (names: readonly string[]) =>
    `${f.list(names)} ${names.length === 1 ? 'was' : 'were'} never seen before in this data, so forecasts do not know what ${names.length === 1 ? 'it does' : 'they do'} here.`,
  /** `Christmas Eve −1`: `1 day before Christmas Eve` */
  dayName: (name: string) => {
    const [, base = name, sign = '', days = '', first = ''] =
      /^(.*?)(?: ([+−])(\d+))?( for the first time)?$/u.exec(name) ?? []
    const beside =
      days === '' ? base : `${plural(Number(days), 'day')} ${sign === '+' ? 'after' : 'before'} ${base}`
    return first === '' ? beside : `${beside} (the first in this data)`
  },
})
