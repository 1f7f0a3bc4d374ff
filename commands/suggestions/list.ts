import { trustIn } from '../../src/advice/suggestions/rule-record.ts'
import { isUsage, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { merchants } from '../../src/facts/suggestions/merchants.ts'
import { readRules } from '../../src/ledger/outcomes/record.ts'
import { bestFirst } from '../../src/ledger/rank.ts'
import { readSuggestion } from '../../src/ledger/read.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { decidedSuggestions, outcomesOf } from '../../src/state/suggestions/outcomes.ts'
import { currentSuggestions, type StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { recordBlocks } from '../shared/kind-record.ts'
import { sayLedger } from './answer.ts'
import type { LedgerList } from './question.ts'

/** as many as the list shows */
const SHOWN = 10

/** The ledger as it stands; `asking` is the suggestion that waits for a reason to be skipped. */
export async function listSuggestions(
  { state, lake, clock, config }: Pick<Context, 'state' | 'lake' | 'clock' | 'config'>,
  list: LedgerList,
  asking: number | null,
): Promise<Message | Usage> {
  const now = clock.now()
  const locale = shopLocale(config)
  const of = list.merchant === null ? null : await merchantOf(lake, list.merchant, locale)
  if (of && isUsage(of)) return of
  const isWanted = (one: StoredSuggestion) =>
    (list.only === null || one.kind === list.only) && (!of || isOf(one, of.ids))
  const rules = await readRules(state)
  const open = await currentSuggestions(state, {
    at: now,
    ...(list.only !== null && { kind: list.only }),
  })
  const decided = (await decidedSuggestions(state)).filter(isWanted)
  const best = bestFirst(open.filter(isWanted), trustIn(rules))
  const said = sayLedger({
    list,
    open: best,
    decided,
    outcomes: await outcomesOf(
      state,
      decided.map(({ id }) => id),
    ),
    rules: rules.filter(({ rule }) => list.only === null || rule.startsWith(list.only)),
    locale,
    zone: config.shop.zone,
    now,
    asking,
    confirmAbove: config.confirmAbove,
  })
  // where the rules stand in a table of their own they are not said twice
  if (list.view !== 'open') return said
  return { ...said, blocks: [...said.blocks, ...(await recordBlocks(state, best.slice(0, SHOWN), locale))] }
}

function isOf(suggestion: StoredSuggestion, merchantIds: ReadonlySet<string>): boolean {
  return readSuggestion(suggestion)?.subjects.merchants.some((id) => merchantIds.has(id)) ?? false
}

async function merchantOf(
  lake: Pick<Context['lake'], 'query'>,
  typed: string,
  locale: Locale,
): Promise<{ readonly ids: ReadonlySet<string> } | Usage> {
  const all = await merchants(lake)
  const wanted = typed.toLowerCase()
  const found = all.filter(({ id, name }) => [id, name].some((one) => one.toLowerCase() === wanted))
  if (found.length > 0) return { ids: new Set(found.map(({ id }) => id)) }
  const near = nearest(
    typed,
    all.flatMap(({ id, name }) => [id, name]),
  )
  return {
    kind: 'usage',
    because: locale.words.actions.noMerchant(oneLine(typed, 60)),
    ...(near !== null && { didYouMean: near }),
  }
}
