import type { KpiIncident } from '../../src/alerts/incident.ts'
import { runsThere } from '../../src/alerts/remedies.ts'
import type { Context } from '../../src/context.ts'
import { type RunningPromotion, runningPromotions } from '../../src/facts/suggestions/in-segment.ts'
import { promotion } from '../../src/ledger/promotion.ts'
import { toSave } from '../../src/ledger/save.ts'
import { addDays, dayOf } from '../../src/lib/days.ts'
import { saveSuggestions } from '../../src/state/suggestions/suggestions.ts'

const PAUSE_DAYS = 1
const NOTHING = { cents: 0, low: 0, high: 0 }

/** Promotions that run where something broke can be paused: each a suggestion, once, while it runs. */
export async function keepPauses(
  { state, lake, config }: Pick<Context, 'state' | 'lake' | 'config'>,
  incident: KpiIncident,
  now: Date,
): Promise<void> {
  const running = (await runningPromotions(lake, now)).filter((one) => runsThere(one, incident))
  if (running.length === 0) return
  const { zone } = config.shop
  const validUntil = addDays(dayOf(now, zone), 1)
  const saved = running.map((one) =>
    toSave(
      promotion,
      {
        subject: `${one.platform}/${one.id}`,
        about: { title: one.name },
        facts: one,
        suggestion: pauseOf(one, validUntil),
      },
      zone,
    ),
  )
  await state.transaction((trx) => saveSuggestions(trx, saved, now))
}

function pauseOf({ platform, id, category, discount }: RunningPromotion, validUntil: string) {
  return {
    kind: 'promotion',
    rule: 'promotion',
    subject: `${platform}/${id}`,
    action: {
      ...{ runsOn: platform, promotionId: id, category: category ?? '', discount },
      pauseDays: PAUSE_DAYS,
    },
    gain: { ...NOTHING, days: PAUSE_DAYS },
    cost: NOTHING,
    // nothing tells: as likely as not
    risk: { ofLoss: 0.5, words: 'What customers buy because of the promotion is not bought meanwhile.' },
    why: ['it runs where the alert is, and may add to it'],
    validUntil,
    modelVersion: 'promotion-running-1',
  }
}
