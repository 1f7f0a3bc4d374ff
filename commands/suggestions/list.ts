import { trustIn } from '../../src/advice/suggestions/rule-record.ts'
import type { Context, Usage } from '../../src/context.ts'
import { readRules } from '../../src/ledger/rule-records.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { bestFirst } from '../../src/report/suggested-actions.ts'
import { decidedSuggestions, outcomesOf } from '../../src/state/suggestions/outcomes.ts'
import { currentSuggestions, type StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { isUsage } from '../subject.ts'
import { sayLedger } from './answer.ts'
import type { LedgerList } from './question.ts'

/** as many as a night keeps of both kinds */
const OPEN = 400

/** The ledger as it stands; `asking` is the suggestion that waits for a reason to be skipped. */
export async function listSuggestions(
  { state, lake, clock, config }: Pick<Context, 'state' | 'lake' | 'clock' | 'config'>,
  list: LedgerList,
  asking: number | null,
): Promise<Message | Usage> {
  const now = clock.now()
  const of = list.merchant === null ? null : await merchantOf(lake, list.merchant)
  if (of && isUsage(of)) return of
  const isWanted = ({ kind, action }: StoredSuggestion) =>
    (list.only === null || kind === list.only) && (!of || of.ids.has(merchantIn(action)))
  const rules = await readRules(state)
  const open = await currentSuggestions(state, {
    limit: OPEN,
    at: now,
    ...(list.only !== null && { kind: list.only }),
  })
  const decided = (await decidedSuggestions(state)).filter(isWanted)
  return sayLedger({
    list,
    open: bestFirst(open.filter(isWanted), trustIn(rules)),
    decided,
    outcomes: await outcomesOf(
      state,
      decided.map(({ id }) => id),
    ),
    rules: rules.filter(({ rule }) => list.only === null || rule.startsWith(list.only)),
    currency: config.shop.currency,
    zone: config.shop.zone,
    now,
    asking,
  })
}

function merchantIn(action: unknown): string {
  const found: unknown =
    typeof action === 'object' && action !== null ? Reflect.get(action, 'merchantId') : null
  return typeof found === 'string' ? found : ''
}

async function merchantOf(
  lake: Pick<Context['lake'], 'query'>,
  typed: string,
): Promise<{ readonly ids: ReadonlySet<string> } | Usage> {
  const merchants = await lake.query<{ id: string; name: string }>(
    `select distinct p.merchant_id as id, coalesce(m.name, p.merchant_id) as name
     from mart_products p
     left join mart_merchants m on m.platform = p.platform and m.merchant_id = p.merchant_id`,
  )
  const wanted = typed.toLowerCase()
  const found = merchants.filter(({ id, name }) => [id, name].some((one) => one.toLowerCase() === wanted))
  if (found.length > 0) return { ids: new Set(found.map(({ id }) => id)) }
  const near = nearest(
    typed,
    merchants.flatMap(({ id, name }) => [id, name]),
  )
  return {
    kind: 'usage',
    because: `No merchant is called “${oneLine(typed, 60)}”. Lists are: open, decided, outcomes, rules.`,
    ...(near !== null && { didYouMean: near }),
  }
}
