import { describe, expect, it } from 'vitest'
import { parseAlerts } from '../../../commands/alerts/question.ts'

const parsed = (text: string) => {
  const found = parseAlerts(text)
  if (found.kind !== 'preview') return found
  return { metric: found.metric.name, scope: found.scope, rule: found.rule, days: found.days }
}

describe('/alerts', () => {
  it.each([
    ['preview conversion', '', { kind: 'unusual', deviations: 3.5 }, 90],
    ['preview conversion category=Toys below 2% 30d', 'category=Toys', { kind: 'below', value: 0.02 }, 30],
    ['preview conversion above 0.05', '', { kind: 'above', value: 0.05 }, 90],
    ['preview conversion beyond 4 180d', '', { kind: 'unusual', deviations: 4 }, 180],
  ])('understands %s', (text, scope, rule, days) => {
    expect(parsed(text)).toEqual({ metric: 'conversion', scope, rule, days })
  })

  it('tries a rule on one day up to a leap year', () => {
    for (const days of [1, 366])
      expect(parsed(`preview gmv below 1 ${days}d`)).toMatchObject({ scope: '', days })
    for (const days of [0, 367])
      expect(parsed(`preview gmv below 1 ${days}d`)).toMatchObject({
        because: `“${days}d” is not 1 to 366 days.`,
      })
  })

  it('takes money in the currency, and keeps cents', () => {
    expect(parsed('preview gmv below €1,500')).toMatchObject({ rule: { kind: 'below', value: 150_000 } })
  })

  it('alone is what is open', () => {
    expect(parseAlerts('')).toEqual({ kind: 'open' })
  })

  it('with an id is all about it, with its number too', () => {
    expect(parseAlerts('95CB51274ff5')).toEqual({ kind: 'one', id: '95cb51274ff5' })
    expect(parseAlerts('#12')).toEqual({ kind: 'one', id: '#12' })
  })

  it('with an id and log is what happened to an alert', () => {
    expect(parseAlerts('95CB51274ff5 log')).toEqual({ kind: 'log', id: '95cb51274ff5' })
  })

  it.each([
    ['95cb51274ff5 lgo', '95cb51274ff5 log'],
    ['prevew', 'preview conversion'],
    ['opne', 'open'],
  ])('%s is answered with what may be meant', (text, didYouMean) => {
    expect(parseAlerts(text)).toMatchObject({ kind: 'usage', didYouMean })
  })

  it.each([
    ['log', '/alerts <id> log'],
    ['quieten', 'nothing to do with alerts'],
    ['preview conversion below much', 'is not a limit'],
    ['preview conversion 900d', '1 to 366'],
    ['preview conversoin', 'no KPI called'],
    ['preview', 'Name a KPI'],
  ])('%s is answered with what to write', (text, because) => {
    expect(parseAlerts(text)).toMatchObject({ kind: 'usage', because: expect.stringContaining(because) })
  })
})
