import { expect, it } from 'vitest'
import { bindCommand } from '../src/command.ts'

const asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] as const }

const double = bindCommand(
  {
    name: '/double',
    usage: '/double <number>',
    about: 'Twice as much',
    examples: [],
    roles: ['viewer'],
    parse: (text: string) =>
      Number.isNaN(Number(text))
        ? { kind: 'usage' as const, because: 'Not a number.' }
        : { number: Number(text) },
    answer: async (ctx: { times: number }, query: { number: number }) => ({
      text: String(ctx.times * query.number),
      blocks: [],
    }),
  },
  () => ({ times: 2 }),
)

it('a command is given its context once and its words each time', async () => {
  expect(await double.ask(' 21 ', asker)).toMatchObject({ text: '42' })
})

it('words that do not parse never reach the answer', async () => {
  expect(await double.ask('many', asker)).toEqual({ kind: 'usage', because: 'Not a number.' })
})
