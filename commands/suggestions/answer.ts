import { type RuleRecord, recordOf } from '../../src/advice/suggestions/rule-record.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { scored } from '../../src/ledger/outcomes/record.ts'
import { sayDailyGain, sayDoing } from '../../src/ledger/say.ts'
import { dayOf } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { sayOutcome, sayRecord, sayShare } from '../../src/report/say-record.ts'
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
  const { actions } = locale.words
  const about = actions.about(list.only, list.merchant === null ? null : oneLine(list.merchant, 60))
  if (open.length + decided.length === 0) return words(actions.none(about))
  const skipped = decided.length - accepted.length
  const text = actions.summary({
    about,
    open: open.length,
    record: sayRecord(accepted.length, record, locale),
    skipped,
  })
  const shows = (view: LedgerList['view']) => list.view === 'all' || list.view === view
  return {
    text,
    blocks: [
      { kind: 'header', text: actions.title },
      { kind: 'text', spans: text },
      ...(shows('open') ? openBlocks(ledger) : []),
      ...(shows('decided') ? decidedBlocks(decided, actions.decided, ledger) : []),
      ...(list.view === 'outcomes'
        ? decidedBlocks(
            accepted.filter(({ id }) => outcomes.has(id)),
            actions.outcomes,
            ledger,
          )
        : []),
      ...(shows('rules') ? ruleBlocks(ledger) : []),
      { kind: 'context', spans: actions.note },
    ],
  }
}

function openBlocks({ open, list, locale, zone, now, asking, confirmAbove }: Ledger): Block[] {
  const { noneOpen, openCaption, columns, item } = locale.words.actions
  if (open.length === 0) return [{ kind: 'text', spans: noneOpen }]
  const asked = ['/actions', list.view === 'all' ? '' : list.view, list.only ?? '', list.merchant ?? '']
    .filter(Boolean)
    .join(' ')
  return [
    {
      kind: 'table',
      caption: openCaption(Math.min(SHOWN, open.length), open.length),
      columns: [
        { label: columns.no, align: 'right' },
        { label: columns.what },
        { label: columns.gain, align: 'right' },
        { label: columns.since },
        { label: columns.until },
      ],
      rows: open
        .slice(0, SHOWN)
        .map((one) => [
          `${one.id}`,
          sayDoing(one, locale),
          sayDailyGain(one, locale),
          locale.shortDay(dayOf(one.createdAt, zone)),
          locale.shortDay(dayOf(new Date(one.validUntil.getTime() - 1), zone)),
        ]),
    },
    ...open
      .slice(0, WITH_BUTTONS)
      .flatMap((one): Block[] => [
        { kind: 'text', spans: item(one.id, sayDoing(one, locale)) },
        ...decisionBlocks(one, { asked, asking, now, locale, confirmAbove }),
      ]),
  ]
}

function decidedBlocks(
  decided: readonly StoredSuggestion[],
  caption: string,
  { outcomes, locale, zone, now }: Ledger,
): Block[] {
  const { nothingYet, latest, columns } = locale.words.actions
  if (decided.length === 0) return [{ kind: 'text', spans: nothingYet(caption) }]
  return [
    {
      kind: 'table',
      caption: latest(caption, Math.min(SHOWN, decided.length), decided.length),
      columns: [
        { label: columns.no, align: 'right' },
        { label: columns.what },
        { label: columns.decision },
        { label: columns.when },
        { label: columns.outcome },
      ],
      rows: decided
        .slice(0, SHOWN)
        .map((one) => [
          `${one.id}`,
          sayDoing(one, locale),
          statusLabel(one, { now, locale }),
          one.decided ? locale.shortDay(dayOf(one.decided.at, zone)) : '',
          one.status === 'skipped' ? '' : sayOutcome(outcomes.get(one.id), locale),
        ]),
    },
  ]
}

function ruleBlocks({ rules, list, locale }: Ledger): Block[] {
  const { noRules, rulesCaption, columns, rule } = locale.words.actions
  if (rules.length === 0) return list.view === 'rules' ? [{ kind: 'text', spans: noRules }] : []
  const { measured, helped, hurt, effect, hitRate, rank } = columns
  return [
    {
      kind: 'table',
      caption: rulesCaption,
      columns: [
        { label: columns.rule },
        ...[measured, helped, hurt, effect, hitRate, rank].map((label) => ({
          label,
          align: 'right' as const,
        })),
      ],
      rows: rules.map((one) => [
        rule(one.rule),
        `${one.measured}`,
        `${one.helped}`,
        `${one.hurt}`,
        sayShare(one, locale),
        locale.percent(one.hitRate, 0),
        one.trust.toFixed(2),
      ]),
    },
  ]
}
