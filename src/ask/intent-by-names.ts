import { readAmounts } from './amounts.ts'
import type { Intent } from './lexicon/intents.ts'
import { readAudience } from './names/audience.ts'

/** A product and a price, and no word more: what if it had that price. */
export function offered(products: readonly unknown[], text: string): Intent | null {
  const { money, change } = readAmounts(text, { ofProduct: products.length > 0, isOfMoney: false })
  return products.length > 0 && (money.length > 0 || change !== null) ? 'price' : null
}

/** Customers of one group are written to where money is named, and else it is asked what they may buy. */
export function forWhom(
  cue: Intent | null,
  {
    text,
    known,
    isPlain,
  }: { readonly text: string; readonly known: readonly string[]; readonly isPlain: boolean },
): Intent | null {
  if (isPlain || (cue !== null && !OF_A_FIGURE.has(cue))) return cue
  const { found, whole } = readAudience(text, { known })
  if (found === null || found === 'all' || !isGroup(found, whole)) return cue
  const { money } = readAmounts(text, { ofProduct: false, isOfMoney: true })
  return money.length > 0 ? 'campaign' : 'recommend'
}

const OF_A_FIGURE: ReadonlySet<Intent> = new Set(['kpi', 'why', 'forecast', 'alerts'])

/** `lost` alone is a word like others, `lost customers` is a group. */
function isGroup(audience: string, said: string): boolean {
  return !/^(?:new|lost|loyal|promising)$/iu.test(audience) || said.trim().length > audience.length
}

/** An id says what it is of: `EXP-7`, `CP-2026-11-23-1`. */
export function byId([id = '']: readonly string[]): Intent | null {
  if (/^exp/iu.test(id)) return 'experiment'
  return /^cp/iu.test(id) ? 'campaign' : null
}
