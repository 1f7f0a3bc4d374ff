import type { Usage } from '../../src/command.ts'
import { CONFIDENCE } from '../../src/config/variables.ts'
import type { ConfidentKind } from '../../src/ledger/minimum-confidence.ts'
import { kinds } from '../../src/ledger/registry.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { CONFIDENT_KINDS, minConfidenceFrom } from '../shared/confidence.ts'

export type LedgerQuestion =
  /** `approve 12`, or `approve 12 confirm` where much money hangs on it */
  | {
      readonly kind: 'approve'
      readonly id: number
      readonly isConfirmed: boolean
      /** the alert it is approved for, as typed */
      readonly alert: string | null
    }
  /** `approve 12 13 14` */
  | { readonly kind: 'approve-all'; readonly ids: readonly number[]; readonly isConfirmed: boolean }
  | { readonly kind: 'undo'; readonly id: number }
  | { readonly kind: 'skip'; readonly id: number; readonly reason: string }
  | { readonly kind: 'edit'; readonly id: number; readonly value: string }
  /** all about one */
  | { readonly kind: 'one'; readonly id: number }
  /** `set` is null where it is only asked */
  | {
      readonly kind: 'confidence'
      readonly set: { readonly of: ConfidentKind; readonly share: number } | null
    }
  | LedgerList

export interface LedgerList {
  readonly kind: 'list'
  readonly view: View
  /** one kind of suggestion; null is all */
  readonly only: string | null
  /** id or name; null is all */
  readonly merchant: string | null
}

const VERBS = ['approve', 'edit', 'skip', 'undo'] as const
const CONFIRMED = /^(?:confirm(?:ed)?|yes|确认|是)$/iu
/** `approve 12 alert 7` */
const FOR_ALERT = /(?:\bfor\s+)?(?:\balert|告警)[\s=]*(#?\d+)/iu
const VIEWS = ['open', 'decided', 'outcomes', 'rules'] as const
type View = 'all' | (typeof VIEWS)[number]

export function ledgerQuestion(text: string, said = ENGLISH_FAULTS): LedgerQuestion | Usage {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const first = words[0]?.toLowerCase() ?? ''
  const verb = VERBS.find((one) => one === first)
  if (verb) return decisionOf(verb, words.slice(1), said.actions)
  if (words.length === 1 && /^#?[1-9]\d{0,8}$/.test(first))
    return { kind: 'one', id: Number(first.replace('#', '')) }
  if (first === 'confidence') return confidenceIn(words.slice(1), said.actions)
  const meant = nearest(first, VERBS)
  if (meant !== null && /^#?\d+$/.test(words[1] ?? ''))
    return {
      kind: 'usage',
      because: said.actions.unknownVerb(oneLine(first, 40)),
      didYouMean: `${meant} ${words[1]}`,
    }
  return listOf(words)
}

function decisionOf(
  verb: (typeof VERBS)[number],
  words: readonly string[],
  said: FaultWords['actions'],
): LedgerQuestion | Usage {
  const several = verb === 'approve' ? approvalOf(words, said) : null
  if (several) return several
  const [number = '', ...rest] = words
  const id = Number(number.replace(/^#/, ''))
  const more = rest.join(' ').slice(0, 500)
  if (!Number.isInteger(id) || id < 1) return { kind: 'usage', because: said.number }
  if (verb === 'approve') {
    const alert = FOR_ALERT.exec(more)
    const isConfirmed = CONFIRMED.test(more.replace(FOR_ALERT, '').trim())
    return { kind: verb, id, isConfirmed, alert: alert?.[1] ?? null }
  }
  if (verb === 'undo') return { kind: verb, id }
  if (more === '') return { kind: 'usage', because: verb === 'skip' ? said.reason : said.value }
  return verb === 'skip' ? { kind: 'skip', id, reason: more } : { kind: 'edit', id, value: more }
}

/** so many at once at most: more than that nobody has read */
const MOST_AT_ONCE = 20

/** `12 13 14 confirm`, with commas or without; null where one alone is meant. */
function approvalOf(words: readonly string[], said: FaultWords['actions']): LedgerQuestion | Usage | null {
  const typed = words.flatMap((word) => word.split(/[,，、]/)).filter(Boolean)
  const isConfirmed = CONFIRMED.test(typed.at(-1) ?? '')
  const numbers = isConfirmed ? typed.slice(0, -1) : typed
  if (numbers.length < 2 || !numbers.every((one) => /^#?[1-9]\d{0,8}$/.test(one))) return null
  const ids = [...new Set(numbers.map((one) => Number(one.replace('#', ''))))]
  if (ids.length > MOST_AT_ONCE) return { kind: 'usage', because: said.tooMany(MOST_AT_ONCE) }
  return { kind: 'approve-all', ids, isConfirmed }
}

/** `price 85%` */
function confidenceIn(
  [kind = '', ...typed]: readonly string[],
  said: FaultWords['actions'],
): LedgerQuestion | Usage {
  if (kind === '') return { kind: 'confidence', set: null }
  const of = CONFIDENT_KINDS.find((one) => one === kind.toLowerCase())
  if (!of) {
    const near = nearest(kind, CONFIDENT_KINDS)
    return {
      kind: 'usage',
      because: said.confidenceOf(oneLine(kind, 30)),
      ...(near !== null && { didYouMean: `confidence ${near}` }),
    }
  }
  const share = minConfidenceFrom(of, typed.join(''))
  if (share === null)
    return {
      kind: 'usage',
      because: said.confidence(of, 100 * CONFIDENCE[of].from),
    }
  return { kind: 'confidence', set: { of, share } }
}

function listOf(words: readonly string[]): LedgerList {
  const rest = [...words]
  const take = (known: readonly string[]) => {
    const at = rest.findIndex((word) => known.includes(word.toLowerCase()))
    return at < 0 ? null : (rest.splice(at, 1)[0]?.toLowerCase() ?? null)
  }
  const view = take(VIEWS)
  const only = take(kinds.map(({ kind }) => kind))
  return {
    kind: 'list',
    view: VIEWS.find((one) => one === view) ?? 'all',
    only,
    merchant: rest.join(' ') || null,
  }
}
