import type { Usage } from '../../src/command.ts'
import { nearest } from '../../src/lib/text.ts'
import type { FaultWords } from '../../src/report/words/faults.ts'
import type { Feedback } from '../../src/state/alerts.ts'

/** One alert and what is to be done with it; who, until when and the note as they were typed. */
export type ActQuestion = {
  readonly kind: 'act'
  /** its number, or how its id begins */
  readonly id: string
  /** as typed, without the alert: for what may be meant */
  readonly verb: string
} & Wanted

type Wanted =
  | { readonly act: 'acknowledge' | 'unacknowledge' | 'unsnooze' | 'reopen' }
  | { readonly act: 'assign'; readonly to: string }
  | { readonly act: 'snooze'; readonly until: string }
  | { readonly act: 'resolve'; readonly note: string | null }
  | { readonly act: 'feedback'; readonly feedback: Feedback }
  | { readonly act: 'note'; readonly note: string }

type Verb = Wanted['act']

const VERBS: Readonly<Record<string, Verb>> = {
  ...{
    ack: 'acknowledge',
    acknowledge: 'acknowledge',
    unack: 'unacknowledge',
    unacknowledge: 'unacknowledge',
  },
  ...{ assign: 'assign', snooze: 'snooze', unsnooze: 'unsnooze', resolve: 'resolve', reopen: 'reopen' },
  note: 'note',
  ...{ feedback: 'feedback', useful: 'feedback', expected: 'feedback', noise: 'feedback' },
}
export const ACT_VERBS = Object.keys(VERBS)

/** how an id of an alert may begin; a KPI or a verb has letters beyond f */
export const ID = /^(?=.*\d)[0-9a-f]{4,12}$/i
export const NUMBER = /^#?\d{1,9}$/

/** `ack 12`, `12 ack`, `snooze 12 tomorrow`, `resolve 12 the terminal was down`. Null where no act is named. */
export function parseAct(words: readonly string[], said: FaultWords): ActQuestion | Usage | null {
  const [first = '', second = '', ...rest] = words
  const isIdFirst = isAlert(first) && VERBS[second.toLowerCase()] !== undefined
  const typed = (isIdFirst ? second : first).toLowerCase()
  const id = isIdFirst ? first : second
  const act = VERBS[typed]
  if (act === undefined) return null
  if (!isAlert(id))
    return { kind: 'usage', because: said.alerts.nameTheOne(typed), didYouMean: EXAMPLES[act] }
  const wanted = wantedOf(act, { typed, rest: rest.join(' '), id }, said)
  return 'kind' in wanted ? wanted : { kind: 'act', id: id.toLowerCase(), verb: typed, ...wanted }
}

const EXAMPLES: Readonly<Record<Verb, string>> = {
  ...{ acknowledge: 'ack 12', unacknowledge: 'unack 12', assign: 'assign 12 me', snooze: 'snooze 12 4h' },
  ...{ unsnooze: 'unsnooze 12', resolve: 'resolve 12 the terminal was down', reopen: 'reopen 12' },
  feedback: 'noise 12',
  note: 'note 12 the terminal was down',
}

function isAlert(word: string): boolean {
  return ID.test(word) || NUMBER.test(word)
}

function wantedOf(
  act: Verb,
  { typed, rest, id }: { readonly typed: string; readonly rest: string; readonly id: string },
  said: FaultWords,
): Wanted | Usage {
  switch (act) {
    case 'assign':
      return rest === ''
        ? { kind: 'usage', because: said.alerts.toWhom, didYouMean: `assign ${id} me` }
        : { act, to: rest }
    case 'snooze':
      return rest === ''
        ? { kind: 'usage', because: said.alerts.untilWhen, didYouMean: `snooze ${id} 4h` }
        : { act, until: rest }
    case 'resolve':
      return { act, note: rest === '' ? null : rest }
    case 'note':
      return rest === ''
        ? { kind: 'usage', because: said.alerts.whichNote, didYouMean: EXAMPLES.note }
        : { act, note: rest }
    case 'feedback':
      return feedbackOf(typed === 'feedback' ? rest : typed, id, said)
    default:
      return rest === ''
        ? { act }
        : { kind: 'usage', because: said.alerts.tooMuch(rest), didYouMean: `${typed} ${id}` }
  }
}

const FEEDBACK = ['useful', 'expected', 'noise'] as const

function feedbackOf(word: string, id: string, said: FaultWords): Wanted | Usage {
  const feedback = FEEDBACK.find((one) => one === word.trim().toLowerCase())
  if (feedback) return { act: 'feedback', feedback }
  const near = nearest(word, FEEDBACK) ?? 'noise'
  return { kind: 'usage', because: said.alerts.whichFeedback, didYouMean: `${near} ${id}` }
}
