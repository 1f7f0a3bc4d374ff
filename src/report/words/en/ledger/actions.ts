import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** /actions: the list of suggestions, one of them, the minimum confidence, and the form to change one. */
export const actionWords = (f: Format) => ({
  title: 'Suggestions',
  /** what the list is of: `(price of M-007)` */
  about: (kind: string | null, merchant: string | null) => {
    const of = [kind ?? '', merchant === null ? '' : `of ${merchant}`].filter(Boolean).join(' ')
    return of && ` (${of})`
  },
  none: (about: string) =>
    `No suggestions yet${about}. They are made every night; /price and /restock make them now.`,
  summary: (one: { about: string; open: number; record: string; skipped: number }) =>
    `Suggestions${one.about}: ${f.number(one.open)} open, ${one.record}; ${f.number(one.skipped)} skipped.`,
  noneOpen: 'No open suggestions.',
  openCaption: (shown: number, of: number) =>
    `Open: the best ${shown} of ${f.number(of)} by gain a day, less its risk; with 80 % range`,
  decided: 'Decided',
  outcomes: 'Outcomes of approved suggestions',
  nothingYet: (caption: string) => `${caption}: none yet.`,
  latest: (caption: string, shown: number, of: number) =>
    `${caption}: the latest ${shown} of ${f.number(of)}`,
  noRules: 'No rule has a measured outcome yet.',
  rulesCaption: 'Rules: how often their suggestions helped, and what their rank is multiplied by',
  rule: (rule: string) => rule,
  note: 'Helped: the whole 90 % range is above 0, against untouched products of the category that sold alike (prices) or the stock there was (orders). Nothing is changed in the shop without an approval.',
  columns: {
    no: 'No.',
    what: 'Suggestion',
    gain: 'Gain a day',
    since: 'Since',
    until: 'Until',
    decision: 'Decision',
    when: 'When',
    outcome: 'Outcome',
    rule: 'Rule',
    measured: 'Measured',
    helped: 'Helped',
    hurt: 'Hurt',
    effect: 'Effect',
    hitRate: 'Hit rate',
    rank: 'Rank ×',
  },
  /** above its buttons */
  item: (id: number, doing: string) => `No. ${id}: ${doing}`,
  one: (id: number, doing: string, status: string) => `No. ${id}: ${doing}, ${status}.`,
  fields: { gain: 'Gain, 80 % range', cost: 'Cost', risk: 'Risk', outcome: 'Outcome' },
  because: (why: string) => `Why: ${why}.`,
  source: (one: { since: Day; until: Day; model: string | null; inputs: string }) =>
    `Suggested ${f.shortDay(one.since)}, valid until ${f.shortDay(one.until)}; model ${one.model ?? 'unknown'}, inputs ${one.inputs}. Nothing is changed in the shop without an approval.`,
  /** above what is asked about again */
  notYet: (id: number, what: string) =>
    `No. ${id} is not approved yet. ${what} To approve it, type /actions approve ${id} confirm`,
  /** of several that are to be approved at once */
  allNotYet: (one: {
    count: number
    of: number
    cost: string
    ids: readonly number[]
    isAnyLarge: boolean
  }) =>
    one.count === 0
      ? 'None of them is open: nothing can be approved.'
      : `Nothing is approved yet. ${one.count === one.of ? 'These' : `Of ${one.of} these`} ${plural(one.count, 'suggestion')} would be approved, at a cost of ${one.cost} together${one.isAnyLarge ? '; at least one is large' : ''}. To approve them, type /actions approve ${one.ids.join(' ')} confirm`,
  allApproved: (approved: number, of: number) => `${f.number(approved)} of ${f.number(of)} approved.`,
  notFound: (id: number) => `There is no suggestion No. ${id}; /actions lists them.`,
  noMerchant: (typed: string) =>
    `No merchant is called “${typed}”. Lists are: open, decided, outcomes, rules.`,
  managersOnly: 'Only managers set the minimum confidence; /actions confidence shows it.',
  decidersOnly: 'Only operators and managers decide suggestions; /actions lists them.',
  withdrawn: (one: { minimum: string; count: number; kind: string }) =>
    `${one.minimum} ${one.count === 0 ? 'No open suggestion is below it' : `${plural(one.count, 'open suggestion')} below it withdrawn`}; tonight's suggestions and /${one.kind} keep to it from now on.`,
  form: {
    title: (id: number) => `Edit suggestion No. ${id}`,
    submit: 'Save',
    hint: (allowed: string) => `Allowed: ${allowed}. It is approved as changed.`,
    otherwise: (id: number, initial: string) => `Type the new value: /actions edit ${id} ${initial}`,
  },
  tooOld: 'This answer is too old to be shown again: ask again.',
})
