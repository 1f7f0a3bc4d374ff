import { type RuleRecord, recordOf } from '../../src/advice/suggestions/rule-record.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { scored } from '../../src/ledger/record.ts'
import { daysOf, sayDoing, sayGain } from '../../src/ledger/say.ts'
import { dayOf } from '../../src/lib/days.ts'
import { oneLine, plural, showNumber } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { sayOutcome, sayRecord, sayShare } from '../../src/report/say-record.ts'
import { shortDay, showWhole } from '../../src/report/show.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { StoredOutcome } from '../../src/state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import type { LedgerList } from './question.ts'

interface Ledger {
  readonly list: LedgerList
  /** the best first */
  readonly open: readonly StoredSuggestion[]
  /** the latest first */
  readonly decided: readonly StoredSuggestion[]
  readonly outcomes: ReadonlyMap<number, StoredOutcome>
  readonly rules: readonly RuleRecord[]
  readonly currency: string
  readonly locale: Locale
  readonly zone: string
  readonly now: Date
  readonly asking: number | null
  readonly confirmAbove: number
}

const SHOWN = 10
const WITH_BUTTONS = 3

export function sayLedger(ledger: Ledger): Message {
  const { list, open, decided, outcomes, locale } = ledger
  const accepted = decided.filter(({ status }) => status !== 'skipped')
  const record = recordOf(scored(outcomes.values()))
  const of = [list.only ?? '', list.merchant === null ? '' : `of ${oneLine(list.merchant, 60)}`]
    .filter(Boolean)
    .join(' ')
  const about = of ? ` (${of})` : ''
  if (open.length + decided.length === 0) {
    const text = `Nothing was suggested yet${about}. Advice is made every night; /price and /restock ask for it now.`
    return words(text)
  }
  const skipped = decided.length - accepted.length
  const text = `Actions${about}: ${open.length} open, ${sayRecord(accepted.length, record, locale)}; skipped ${showNumber(skipped)}.`
  const shows = (view: LedgerList['view']) => list.view === 'all' || list.view === view
  return {
    text,
    blocks: [
      { kind: 'header', text: 'Actions' },
      { kind: 'text', spans: text },
      ...(shows('open') ? openBlocks(ledger) : []),
      ...(shows('decided') ? decidedBlocks(decided, 'Decided', ledger) : []),
      ...(list.view === 'outcomes'
        ? decidedBlocks(
            accepted.filter(({ id }) => outcomes.has(id)),
            'What accepted actions brought',
            ledger,
          )
        : []),
      ...(shows('rules') ? ruleBlocks(ledger) : []),
      {
        kind: 'context',
        spans:
          'Helped: the whole 90 % interval is above 0, against untouched products of the category that sold alike (prices) or the stock there was (orders). Nothing is changed in a shop by itself.',
      },
    ],
  }
}

function openBlocks({ open, list, currency, zone, now, asking, confirmAbove }: Ledger): Block[] {
  if (open.length === 0) return [{ kind: 'text', spans: 'Nothing is open.' }]
  const asked = ['/actions', list.view === 'all' ? '' : list.view, list.only ?? '', list.merchant ?? '']
    .filter(Boolean)
    .join(' ')
  const money = (cents: number) => showWhole(cents, currency)
  return [
    {
      kind: 'table',
      caption: `Open: the best ${Math.min(SHOWN, open.length)} of ${open.length} by gain a day, less its risk; with 80 % interval`,
      columns: [
        { label: 'No.', align: 'right' },
        { label: 'What' },
        { label: 'Gain', align: 'right' },
        { label: 'Since' },
        { label: 'Until' },
      ],
      rows: open
        .slice(0, SHOWN)
        .map((one) => [
          `${one.id}`,
          sayDoing(one, currency),
          `${sayGain(one, money)} in ${plural(daysOf(one), 'day')}`,
          shortDay(dayOf(one.createdAt, zone)),
          shortDay(dayOf(new Date(one.validUntil.getTime() - 1), zone)),
        ]),
    },
    ...open
      .slice(0, WITH_BUTTONS)
      .flatMap((one): Block[] => [
        { kind: 'text', spans: `No. ${one.id}: ${sayDoing(one, currency)}` },
        ...decisionBlocks(one, { asked, asking, now, currency, confirmAbove }),
      ]),
  ]
}

function decidedBlocks(
  decided: readonly StoredSuggestion[],
  caption: string,
  { outcomes, currency, locale, zone, now }: Ledger,
): Block[] {
  if (decided.length === 0) return [{ kind: 'text', spans: `${caption}: nothing yet.` }]
  return [
    {
      kind: 'table',
      caption: `${caption}: the latest ${Math.min(SHOWN, decided.length)} of ${decided.length}`,
      columns: [
        { label: 'No.', align: 'right' },
        { label: 'What' },
        { label: 'Decision' },
        { label: 'When' },
        { label: 'Outcome' },
      ],
      rows: decided
        .slice(0, SHOWN)
        .map((one) => [
          `${one.id}`,
          sayDoing(one, currency),
          statusLabel(one, { now, currency }),
          one.decided ? shortDay(dayOf(one.decided.at, zone)) : '',
          one.status === 'skipped' ? '' : sayOutcome(outcomes.get(one.id), locale),
        ]),
    },
  ]
}

function ruleBlocks({ rules, list, locale }: Ledger): Block[] {
  if (rules.length === 0)
    return list.view === 'rules' ? [{ kind: 'text', spans: 'No rule has a measured outcome yet.' }] : []
  return [
    {
      kind: 'table',
      caption: 'Rules: how often their advice helped, and what their rank is multiplied by',
      columns: [
        { label: 'Rule' },
        ...['Measured', 'Helped', 'Hurt', 'Effect', 'Hit rate', 'Rank ×'].map((label) => ({
          label,
          align: 'right' as const,
        })),
      ],
      rows: rules.map((one) => [
        one.rule,
        `${one.measured}`,
        `${one.helped}`,
        `${one.hurt}`,
        sayShare(one, locale),
        `${Math.round(100 * one.hitRate)} %`,
        one.trust.toFixed(2),
      ]),
    },
  ]
}
