import { expect, it } from 'vitest'
import { addDays } from '../../src/lib/days.ts'
import { inThread } from '../../src/threads/worker-pool.ts'

const seen = (days: number) => ({
  of: {
    history: Array.from({ length: days }, (_, i) => ({ day: addDays('2026-01-05', i), value: 7 })),
    horizon: 1,
  },
})

it('answers each of many callers with its own, more than there are threads', async () => {
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, days) => inThread({ name: 'forecast', task: [seen(days)] })),
  )
  expect(answers.map(([first]) => first)).toEqual(
    Array.from({ length: 9 }, (_, have) => ({ kind: 'too-short', need: 14, have })),
  )
})

it('throws what the thread throws, and goes on after it', async () => {
  const broken = { name: 'forecast' as const, task: [{ of: null as never }] }
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => inThread(broken)))
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } })
  const [answer] = await inThread({ name: 'forecast', task: [seen(20)] })
  expect(answer).toMatchObject({ days: [{ expected: expect.closeTo(7, 6) }] })
})
