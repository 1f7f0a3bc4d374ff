import { expect, it } from 'vitest'
import { explore } from '../../commands/explore.ts'

it.each([
  ['gmv', 120],
  ['gmv 60', 60],
  ['gmv 366d', 366],
])('/explore %s looks at %d days', (text, days) => {
  expect(explore.parse(text)).toMatchObject({ metric: { name: 'gmv' }, days })
})

it.each(['59', '367', '-90'])(
  '/explore gmv %s is refused: too few to compare, or more than a year',
  (days) => {
    expect(explore.parse(`gmv ${days}`)).toMatchObject({
      because: `${days} days cannot be explored, only 60 to 366.`,
    })
  },
)
