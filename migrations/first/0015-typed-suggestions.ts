import { z } from 'zod'
import type { Migration } from '../contract/migration.ts'

const RUN = 200
const row = z.object({ id: z.coerce.number(), kind: z.string(), subject: z.string(), action: z.string() })
const withRisk = row.extend({ risk_words: z.string() })
const back = row.extend({ risk_words: z.string(), risk_of_loss: z.coerce.number().nullable() })

/** What older rows left out, as the readers of then took it to be. */
const ASSUMED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  price: { days: 30 },
  restock: { days: 7, packSize: 1, moq: 1, leadDays: 7, stockOutOn: null, demandClass: null },
  bundle: { days: 30 },
  campaign: { days: 14 },
  experiment: { days: 30 },
}
const OF_PRODUCTS = ['price', 'restock']

/**
 * The risk of a suggestion as a number beside its words, where it was text such as `12 %: words`; its action with every
 * field that is read, `confidence` instead of `sure`; outcomes that cannot be measured, or are not clear, are
 * `inconclusive`.
 */
export const typedSuggestions: Migration = {
  name: '0015-typed-suggestions',
  async up(trx) {
    await trx.raw('alter table suggestion rename column risk to risk_words')
    await trx.schema.alterTable('suggestion', (table) => {
      table.double('risk_of_loss')
    })
    for (let last = 0; ; ) {
      const read = await trx('suggestion').where('id', '>', last).orderBy('id').limit(RUN).select('*')
      const rows = z.array(withRisk).parse(read)
      for (const { id, kind, subject, action, risk_words } of rows) {
        const old = objectIn(action)
        const risk = riskIn(risk_words, old)
        await trx('suggestion')
          .where({ id })
          .update({
            risk_of_loss: risk.ofLoss,
            risk_words: risk.words,
            ...(old && { action: JSON.stringify(typed(old, { kind, subject })) }),
          })
      }
      const end = rows.at(-1)
      if (!end) break
      last = end.id
    }
    await reword(trx, BEFORE, SINCE)
  },
  async down(trx) {
    for (let last = 0; ; ) {
      const read = await trx('suggestion').where('id', '>', last).orderBy('id').limit(RUN).select('*')
      const rows = z.array(back).parse(read)
      for (const { id, action, risk_words, risk_of_loss } of rows) {
        const { confidence, ...rest } = objectIn(action) ?? {}
        await trx('suggestion')
          .where({ id })
          .update({
            risk_words:
              risk_of_loss === null ? risk_words : `${Math.round(100 * risk_of_loss)} %: ${risk_words}`,
            ...(typeof confidence === 'number' && { action: JSON.stringify({ ...rest, sure: confidence }) }),
          })
      }
      const end = rows.at(-1)
      if (!end) break
      last = end.id
    }
    await trx.raw('alter table suggestion drop column risk_of_loss')
    await trx.raw('alter table suggestion rename column risk_words to risk')
    await reword(trx, SINCE, BEFORE)
  },
}

/** Exact where the action tells it; whole percents where only the text does; unknown where neither does. */
function riskIn(
  text: string,
  action: Readonly<Record<string, unknown>> | null,
): { readonly ofLoss: number | null; readonly words: string } {
  const [, percent, words] = /^(\d{1,3}) %: ?(.*)$/s.exec(text) ?? []
  if (percent === undefined || words === undefined) return { ofLoss: null, words: text }
  const sure = action?.sure ?? action?.chanceOfGain
  const isKnown = typeof sure === 'number' && sure >= 0 && sure <= 1
  return { ofLoss: isKnown ? 1 - sure : Math.min(1, Number(percent) / 100), words }
}

/** The action with the fields that are read today; what is there already stays as it is. */
function typed(
  { sure, ...old }: Readonly<Record<string, unknown>>,
  { kind, subject }: { readonly kind: string; readonly subject: string },
): Readonly<Record<string, unknown>> {
  const confidence = sure ?? old.chanceOfGain
  const [, platform, productId] = /^([^/]+)\/(.+)$/s.exec(subject) ?? []
  return {
    title: '',
    ...(OF_PRODUCTS.includes(kind) && platform !== undefined && { platform, productId }),
    ...ASSUMED[kind],
    ...old,
    ...(typeof confidence === 'number' && { confidence }),
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data ?? null
}

interface Words {
  readonly unmeasurable: string
  readonly unclear: string
}
const BEFORE: Words = { unmeasurable: 'untold', unclear: 'not told apart' }
const SINCE: Words = { unmeasurable: 'inconclusive', unclear: 'inconclusive' }

/** Outcomes that cannot be measured, and measured ones of which the interval holds 0, in other words. */
async function reword(trx: Parameters<Migration['up']>[0], from: Words, to: Words): Promise<void> {
  const rows = z
    .array(z.object({ suggestion_id: z.coerce.number(), kind: z.string(), content: z.string() }))
    .parse(
      await trx('outcome')
        .whereIn('kind', [from.unmeasurable, 'measured'])
        .select('suggestion_id', 'kind', 'content'),
    )
  for (const { suggestion_id, kind, content } of rows) {
    const old = objectIn(content)
    const isMeasured = kind === 'measured'
    if (!old || (isMeasured && old.verdict !== from.unclear)) continue
    const changed = isMeasured ? { verdict: to.unclear } : { kind: to.unmeasurable }
    await trx('outcome')
      .where({ suggestion_id })
      .update({ content: JSON.stringify({ ...old, ...changed }), kind: isMeasured ? kind : to.unmeasurable })
  }
}
