import type { Context, Usage } from '../../src/context.ts'
import { decisionBlocks, statusLabel } from '../../src/ledger/decision-blocks.ts'
import { costOf, sayDoing, sayGain, sayRisk } from '../../src/ledger/say.ts'
import { dayOf } from '../../src/lib/days.ts'
import { showMoney } from '../../src/lib/money.ts'
import type { Message } from '../../src/messages/message.ts'
import { sayOutcome } from '../../src/report/say-record.ts'
import { shortDay } from '../../src/report/show.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'
import { outcomesOf } from '../../src/state/suggestions/outcomes.ts'

/** One suggestion with all that is known of it, and its buttons while it is open. */
export async function showSuggestion(
  { state, clock, config }: Pick<Context, 'state' | 'clock' | 'config'>,
  id: number,
  asking: number | null,
): Promise<Message | Usage> {
  const one = await suggestionById(state, id)
  if (!one) return { kind: 'usage', because: `There is no suggestion No. ${id}; /actions lists them.` }
  const now = clock.now()
  const { currency, zone } = config.shop
  const cost = ({ cents, low, high }: typeof one.cost) =>
    low === high
      ? showMoney(cents, currency)
      : `${showMoney(cents, currency)} (${showMoney(low, currency)} to ${showMoney(high, currency)})`
  const text = `No. ${id}: ${sayDoing(one, currency)}, ${statusLabel(one, { now, currency })}.`
  const isAccepted = one.status === 'approved' || one.status === 'edited'
  const outcome = isAccepted ? (await outcomesOf(state, [id])).get(id) : undefined
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      {
        kind: 'fields',
        fields: [
          {
            label: 'Gain, 80 % interval',
            value: sayGain(one, (cents) => showMoney(cents, currency)),
          },
          { label: 'Cost', value: cost(costOf(one)) },
          { label: 'Risk', value: sayRisk(one.risk) },
          ...(isAccepted ? [{ label: 'Outcome', value: sayOutcome(outcome, shopLocale(config)) }] : []),
        ],
      },
      { kind: 'text', spans: `Because ${one.why}.` },
      ...decisionBlocks(one, {
        asked: `/actions ${id}`,
        asking,
        now,
        currency,
        confirmAbove: config.confirmAbove,
      }),
      {
        kind: 'context',
        spans: `Suggested ${shortDay(dayOf(one.createdAt, zone))}, holds until ${shortDay(dayOf(new Date(one.validUntil.getTime() - 1), zone))}; model ${one.modelVersion ?? 'unknown'}, inputs ${one.inputsHash.slice(0, 8)}. Nothing is changed in a shop by itself.`,
      },
    ],
  }
}
