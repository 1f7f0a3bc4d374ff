import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { churnTask, learnChurn, snapshotsUpTo } from '../../../src/models/churn/churn.ts'
import { historiesOf } from '../../../src/models/churn/histories.ts'
import { scoreChurn } from '../../../src/models/churn/score.ts'
import { type History, snapshotAt } from '../../../src/models/churn/snapshot.ts'

/** Merchants that sell every `pause` days or so until, each day with the same small chance, they stop. */
function shop(merchants: number, days: number): History[] {
  const random = seeded(5)
  return historiesOf(
    Array.from({ length: merchants }, (_, i) => {
      const pause = 1 + random.below(12)
      const begins = random.below(120)
      const life = -Math.log(1 - random.next()) * 200
      return Array.from({ length: days }, (_, day) => day)
        .filter((day) => day >= begins && day < begins + life && random.next() < 1 / pause)
        .map((day) => ({ id: `M-${i}`, day, orders: 1 }))
    }).flat(),
  )
}

describe('risk of leaving', () => {
  const histories = shop(250, 420)

  it('ranks better than recency alone, at the level that comes', () => {
    const score = scoreChurn(histories, { end: 400 })
    if (score.kind === 'not-trained') throw new Error('not trained')
    expect(score.ours.auc).toBeGreaterThan(score.recency.auc)
    expect(score.ours.logLoss).toBeLessThan(score.baseRate.logLoss)
    expect(Math.abs(score.ours.meanPrediction - score.ours.baseRate)).toBeLessThan(0.05)
  })

  it('takes a pause for what it is to the merchant that makes it', () => {
    const seldom = { id: 'seldom', days: every(20, 380), orders: every(20, 380).map(() => 1) }
    const often = { id: 'often', days: every(1, 380), orders: every(1, 380).map(() => 1) }
    const found = churnTask({ histories: [...histories, seldom, often], end: 400 })
    if ('kind' in found) throw new Error('not trained')
    const of = (id: string) => found.find((one) => one.id === id)
    expect(of('often')?.probability).toBeGreaterThan(of('seldom')?.probability ?? 1)
    expect(of('often')?.drivers).toContain('overdue')
    for (const { probability } of found) expect(probability > 0 && probability < 1).toBe(true)
  })

  it('knows nothing of what came after the day it looks on', () => {
    const until = histories.map(({ id, days, orders }) => {
      const count = days.filter((day) => day <= 200).length
      return { id, days: days.slice(0, count), orders: orders.slice(0, count) }
    })
    const [now, then] = [snapshotAt(histories, 200), snapshotAt(until, 200)]
    expect(now.numbers).toEqual(then.numbers)
    expect(now.ids).toEqual(then.ids)
    for (const look of snapshotsUpTo(histories, 400)) expect(look.at + 30).toBeLessThanOrEqual(400)
  })

  it.each([
    ['nobody ever left', [{ id: 'a', days: every(1, 400), orders: every(1, 400).map(() => 1) }]],
    ['there is no merchant', []],
    ['there are a few days only', shop(250, 40)],
  ])('is not told where %s', (_, few) => {
    expect(churnTask({ histories: few, end: 400 })).toMatchObject({ kind: 'not-trained' })
    expect(scoreChurn(few, { end: 400 })).toMatchObject({ kind: 'not-trained' })
    expect(learnChurn(snapshotsUpTo(few, 400))).toMatchObject({ kind: 'not-trained' })
  })
})

function every(days: number, until: number): number[] {
  return Array.from({ length: Math.floor(until / days) + 1 }, (_, i) => i * days)
}
