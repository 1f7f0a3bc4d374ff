import { SEGMENTS } from '../../src/advice/campaign/rfm.ts'
import type { Known } from '../../src/ask/vocabulary.ts'
import type { Context } from '../../src/context.ts'
import { vocabularyOf } from '../../src/facts/vocabulary.ts'
import { dayOf } from '../../src/lib/days.ts'

type Parts = Pick<Context, 'lake' | 'state' | 'clock' | 'config'>

/** What words are read with: the shop's own names and its today. */
export async function knownTo({ lake, state, clock, config }: Parts): Promise<Known> {
  const { members, products } = await vocabularyOf(lake, state)
  return { members, products, audiences: SEGMENTS, today: dayOf(clock.now(), config.shop.zone) }
}
