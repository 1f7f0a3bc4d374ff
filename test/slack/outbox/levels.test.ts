import { describe, expect, it } from 'vitest'
import { LEVELS, type Level, type Payload, toBlockKit } from '../../../src/messages/block-kit.ts'
import type { Message } from '../../../src/messages/message.ts'
import { type LevelMemory, rememberLevels } from '../../../src/slack/outbox/levels.ts'
import { sayAtBest } from '../../../src/slack/outbox/simpler.ts'
import { digest } from '../../messages/samples.ts'

const time = { now: new Date('2026-11-30T08:00:00Z') }
const clock = { now: () => time.now }

/** A digest of another day: no block of it is one of another's. */
const message = (day: number): Message => ({
  text: `day ${day}`,
  blocks: digest.blocks.map((block) => {
    if (block.kind === 'chart') return { ...block, title: `Conversion of day ${day}` }
    if (block.kind === 'table') return { ...block, caption: `Moved on day ${day}` }
    if (block.kind === 'text') return { ...block, spans: `On day ${day} conversion fell.` }
    return block
  }),
})

type Refuse = (payload: Payload) => string | null

const knowsNo =
  (types: readonly string[], says: (at: number, type: string) => string): Refuse =>
  ({ blocks }) => {
    const at = blocks.findIndex(({ type }) => types.includes(type))
    return at < 0 ? null : says(at, blocks[at]?.type ?? '')
  }

async function tell(levels: LevelMemory, said: Message, refuse: Refuse, ladder: readonly Level[] = LEVELS) {
  let tries = 0
  const came = await sayAtBest(
    {
      levels,
      ladder: ladder.filter((level) => levels.worthTrying().includes(level)),
      render: async (level, without) => toBlockKit(said, { level, without }),
    },
    async (payload) => {
      tries++
      const says = refuse(payload)
      return says === null
        ? { kind: 'taken', value: new Set<string>(payload.blocks.map(({ type }) => type)) }
        : { kind: 'refused', says, error: new Error(says) }
    },
  )
  return { types: came.kind === 'taken' ? came.value : null, tries }
}

const NEWER = ['data_visualization', 'data_table', 'rich_text']
const ALL = [...NEWER, 'image', 'header', 'section', 'context', 'divider', 'actions']
const SERVERS = [
  [],
  ['data_visualization'],
  ['data_table'],
  ['data_visualization', 'data_table'],
  ['rich_text'],
  NEWER,
  ALL,
]
const SAYING = [
  ['nothing of why', () => 'invalid_blocks'],
  ['which type it does not know', (_: number, type: string) => `invalid_blocks unsupported type: ${type}`],
  ['where it is wrong', (at: number) => `invalid_blocks [ERROR] bad [json-pointer:/blocks/${at}]`],
] as const

describe.each(SAYING)('a server that says %s', (name, says) => {
  it.each(SERVERS.map((types) => [types.join(', ') || 'nothing', types] as const))(
    'and does not know: %s',
    async (_, types) => {
      const levels = rememberLevels(clock)
      const refuse = knowsNo(types, says)
      for (let day = 1; day <= 6; day++) {
        const { types: taken, tries } = await tell(levels, message(day), refuse)
        expect(taken).not.toBeNull()
        expect(tries).toBeLessThanOrEqual(5)
        const isLearnt = name.startsWith('which') ? day > 1 : day > 2
        if (isLearnt && types !== ALL) {
          expect(tries).toBe(1)
          // what it knows is not taken from it, but for what was never seen to be taken
          if (name.startsWith('which'))
            for (const type of NEWER) expect(taken?.has(type)).toBe(!types.includes(type))
        }
      }
    },
  )

  it('and refuses one message: the next has all its blocks', async () => {
    const levels = rememberLevels(clock)
    const isWrong = (payload: Payload) => JSON.stringify(payload.blocks).includes('Conversion of day 2')
    const refuse: Refuse = (payload) =>
      isWrong(payload)
        ? knowsNo(['data_visualization'], name.startsWith('which') ? () => 'invalid_blocks' : says)(payload)
        : null
    expect((await tell(levels, message(1), refuse)).types?.has('data_visualization')).toBe(true)
    const wrong = await tell(levels, message(2), refuse)
    expect([...(wrong.types ?? [])]).not.toContain('data_visualization')
    expect([...(wrong.types ?? [])]).toContain('rich_text')
    for (const day of [3, 4]) {
      const next = await tell(levels, message(day), refuse)
      expect(next.tries).toBe(1)
      for (const type of NEWER) expect(next.types?.has(type)).toBe(true)
    }
    // the same again is not tried again with what was refused
    expect((await tell(levels, message(2), refuse)).tries).toBe(1)
  })
})

it('the first message ever is refused: another is tried all the same', async () => {
  const levels = rememberLevels(clock)
  const refuse: Refuse = ({ blocks }) =>
    JSON.stringify(blocks).includes('Conversion of day 1') ? 'invalid_blocks' : null
  await tell(levels, message(1), refuse)
  expect((await tell(levels, message(2), refuse)).types?.has('data_visualization')).toBe(true)
})

it('after an hour what was not known is asked again', async () => {
  const levels = rememberLevels(clock)
  const old = knowsNo(NEWER, (_, type) => `unsupported type: ${type}`)
  for (const day of [1, 2]) await tell(levels, message(day), old)
  time.now = new Date(time.now.getTime() + 3_600_001)
  const { types } = await tell(levels, message(3), () => null)
  for (const type of NEWER) expect(types?.has(type)).toBe(true)
})

it.each([
  ['full', NEWER],
  ['basic', []],
  ['text', []],
] as const)('SLACK_BLOCKS=%s begins there', async (best, expected) => {
  const { types } = await tell(rememberLevels(clock, best), message(1), () => null)
  expect(NEWER.filter((type) => types?.has(type))).toEqual([...expected])
  expect(types?.size === 0).toBe(best === 'text')
})

it('what is refused in any words is told as refused', async () => {
  const { types, tries } = await tell(rememberLevels(clock), message(1), () => 'invalid_blocks')
  expect(types).toBeNull()
  expect(tries).toBeLessThanOrEqual(5)
})
