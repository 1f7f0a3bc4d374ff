import type { Context } from '../../src/context.ts'
import { shownChange, toCarryOut } from '../../src/ledger/to-carry-out.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { openSink } from '../../src/sinks/registry.ts'
import { readSinks } from '../../src/sinks/settings.ts'
import type { Change } from '../../src/sinks/sink.ts'
import { openTheirTable } from '../../src/state/database/their-table.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'

/** What an approval would write into the shop, beside what stands there now; null where nothing would be written. */
export async function previewOf(
  { config, http, secret }: Pick<Context, 'config' | 'http' | 'secret'>,
  suggestion: StoredSuggestion,
): Promise<string | null> {
  const settings = readSinks(config.sinksFile).find(({ kind }) => kind === suggestion.kind)
  const change = settings && toCarryOut(suggestion, config.shop.currency)
  if (!settings || !change) return null
  const locale = shopLocale(config)
  const now = await thereNow(change, () => openSink(settings.to, { http, secret, openTable: openTheirTable }))
  return said(change, { now, isDry: settings.dry_run }, locale)
}

/** Undefined where the shop does not say: it is not asked for, or does not answer. */
async function thereNow(
  change: Change,
  open: () => ReturnType<typeof openSink>,
): Promise<number | null | undefined> {
  try {
    // an order has no value of before: there is nothing to read
    return change.kind === 'price' ? await open().read?.(change) : undefined
  } catch {
    return undefined
  }
}

function said(
  change: Change,
  { now, isDry }: { readonly now: number | null | undefined; readonly isDry: boolean },
  locale: Locale,
): string {
  const { writeBacks } = locale.words
  const shown = (value: number | null) => shownChange(value, change.kind, locale)
  const dry = isDry ? writeBacks.previewDry : ''
  if (now === undefined) return writeBacks.previewUnread(shown(change.after)) + dry
  if (now !== change.before) return writeBacks.previewConflict(shown(now), shown(change.before))
  return writeBacks.preview(shown(now), shown(change.after)) + dry
}
