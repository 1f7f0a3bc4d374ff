import { z } from 'zod'
import type { RawTableName } from '../../lake/contract/schema.ts'
import { showNumber } from '../../lib/text.ts'
import type { Source } from '../source.ts'
import { saying } from './said.ts'

/** What a feed says of its prices. A row that says it itself goes before. */
export const priceRules = z
  .strictObject({
    tax: z.enum(['included', 'excluded']).default('excluded'),
    /** of what is without tax, such as 0.19: taken out where prices include it */
    tax_rate: z.number().gt(0).lt(1).optional(),
    /** `subtracted`: the price of a line is what was paid, its discount is told beside; `apart`: it comes off the price */
    discounts: z.enum(['subtracted', 'apart']).default('apart'),
  })
  .refine(({ tax, tax_rate }) => !(tax === 'excluded' && tax_rate), 'tax_rate is for prices that include it')

export type PriceRules = z.output<typeof priceRules>

const PRICED: readonly RawTableName[] = ['order_lines', 'refunds', 'prices', 'products', 'competitor_prices']

/** The same source, whose rows say how their prices are meant. */
export function withPriceRules(source: Source, rules: PriceRules | undefined): Source {
  if (!rules) return source
  return {
    ...saying(source, (table) => saidOf(table, rules)),
    prices: sayRules(rules, source.prices),
  }
}

function saidOf(table: RawTableName, rules: PriceRules): Record<string, string> | null {
  if (!PRICED.includes(table)) return null
  return {
    tax_included: String(rules.tax === 'included'),
    ...(rules.tax_rate && { tax_rate: String(rules.tax_rate) }),
    ...(table === 'order_lines' && { discount_subtracted: String(rules.discounts === 'subtracted') }),
  }
}

function sayRules({ tax, tax_rate, discounts }: PriceRules, own: string | undefined): string {
  const taxed =
    tax === 'excluded'
      ? 'without tax'
      : tax_rate
        ? `with tax, ${showNumber(100 * tax_rate, 2).replace(/\.?0+$/, '')} % is taken out`
        : 'with tax, which stays in them: name tax_rate to take it out'
  const said = `prices ${taxed}; discounts ${discounts === 'subtracted' ? 'subtracted already' : 'told apart'}`
  return own ? `${own}; else ${said}` : said
}
