import { describe, expect, it } from 'vitest'
import { alerts } from '../../commands/alerts.ts'
import { campaign } from '../../commands/campaign.ts'
import { experiment } from '../../commands/experiment.ts'
import { forecast } from '../../commands/forecast.ts'
import { price } from '../../commands/price.ts'
import { restock } from '../../commands/restock.ts'
import type { Command } from '../../src/command.ts'

const read = <Q>(command: Command<Q>, text: string, currency = 'EUR') =>
  command.parse(text, undefined, currency)

/** `1500` spelt as people spell it, and what is no fifteen hundred. */
const SPELLINGS: readonly (readonly [string, number])[] = [
  ['1500', 1500],
  ['1500,50', 1500.5],
  ['1.500,50', 1500.5],
  ['1,500.50', 1500.5],
  ['1,500', 1500],
  ['€1.5k', 1500],
  ['1,5k', 1500],
  ['€1500', 1500],
  ['1500EUR', 1500],
  ['42,5', 42.5],
]

describe.each(SPELLINGS)('%s', (typed, value) => {
  it('is one sum in every command', () => {
    expect(read(restock, `budget=${typed}`)).toMatchObject({ budget: value })
    expect(read(campaign, `plan budget=${typed} cost=${typed}`)).toMatchObject({
      budgetCents: value * 100,
      contactCents: value * 100,
    })
    expect(read(alerts, `preview gmv below ${typed}`)).toMatchObject({ rule: { value: value * 100 } })
    expect(read(alerts, `preview orders below ${typed}`)).toMatchObject({ rule: { value } })
    expect(read(experiment, `plan aov base=${typed} sd=${typed}`)).toMatchObject({ base: value, sd: value })
    expect(read(experiment, `plan aov daily=${typed}`)).toMatchObject({ daily: value })
    expect(read(price, `what-if A ${typed}`)).toMatchObject({ amount: value })
  })
})

it.each(['abc', '1,2,3', '-5', '–5', '', '€'])('“%s” is no sum in any command', (typed) => {
  for (const said of [
    read(restock, `budget=${typed}`),
    read(campaign, `plan budget=${typed} cost=1`),
    read(campaign, `plan budget=1 cost=${typed}`),
    read(experiment, `plan aov base=${typed}`),
    read(price, `what-if A ${typed}`),
  ])
    expect(said).toMatchObject({ kind: 'usage' })
})

it('5.000 is asked back with both readings, and never answered', () => {
  for (const said of [
    read(restock, 'budget=5.000'),
    read(campaign, 'plan budget=5.000 cost=0.30'),
    read(campaign, 'plan budget=500 cost=5.000'),
    read(alerts, 'preview gmv below 5.000'),
    read(alerts, 'preview orders below 5.000'),
    read(experiment, 'plan aov base=5.000'),
    read(experiment, 'plan conversion daily=5.000'),
    read(price, 'A 5.000'),
  ])
    expect(said).toEqual({
      kind: 'usage',
      because: '“5.000” may be 5000 or 5.00: write which of the two.',
      asksBack: true,
    })
})

it.each([
  ['JPY', '10000', 10_000],
  ['JPY', '¥10,000', 10_000],
  ['JPY', '10.000', 10_000],
  ['KWD', '10000', 10_000_000],
  ['KWD', '10.500', 10_500],
  ['KWD', '0,3', 300],
  ['EUR', '0,3', 30],
])('in %s %s is %s of its smallest unit', (currency, typed, minor) => {
  expect(read(alerts, `preview gmv below ${typed}`, currency)).toMatchObject({ rule: { value: minor } })
  expect(read(campaign, `plan budget=${typed} cost=${typed}`, currency)).toMatchObject({
    budgetCents: minor,
    contactCents: minor,
  })
})

it.each([
  ['2,5%', 0.025],
  ['2.5%', 0.025],
  ['2,5', 0.025],
  ['0.025', 0.025],
  ['0,025', 0.025],
])('a limit of %s is a share', (typed, value) => {
  expect(read(alerts, `preview conversion below ${typed}`)).toMatchObject({ rule: { value } })
})

it.each(['-5%', '−5%', '–5%', '—5%', '-5,0%'])('%s is five per cent less', (typed) => {
  expect(read(forecast, `conversion price=${typed}`)).toMatchObject({ priceChange: -0.05 })
  expect(read(price, `SKU-1 ${typed}`)).toMatchObject({ change: -0.05 })
})

it.each(['"Lamp A"', '“Lamp A”', '„Lamp A“', '‘Lamp A’', '«Lamp A»', "'Lamp A'", 'Lamp A'])(
  '%s is the name without its quotes',
  (typed) => {
    expect(read(price, typed)).toMatchObject({ subject: 'Lamp A' })
    expect(read(restock, `${typed} budget=5`)).toMatchObject({ subject: 'Lamp A' })
  },
)

it('a quote that is part of a name stays', () => {
  expect(read(price, 'Monitor 24"')).toMatchObject({ subject: 'Monitor 24"' })
})
