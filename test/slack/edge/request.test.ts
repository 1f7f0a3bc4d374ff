import { pino } from 'pino'
import { expect, it } from 'vitest'
import { requestFields, requestId } from '../../../src/slack/edge/request.ts'
import { soon } from '../../support/soon.ts'
import { click, slash } from '../payloads.ts'
import { command, edgeBots } from './edge-bots.ts'

const here = edgeBots()

it('what a person does has one id in every line of the log: that of the answer, of what fails, and of what is shared', async () => {
  const lines: { readonly msg: string; readonly request?: string; readonly key?: string }[] = []
  const log = pino({ mixin: requestFields }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const seen = new Map<string, string | null>()
  const { send, bot } = await here.bot({
    log,
    commands: [
      command({
        ask: async (text) => {
          seen.set(text, requestId())
          if (text === 'broken') throw new Error('no such table')
          return { text, blocks: [{ kind: 'text', spans: text }] }
        },
      }),
    ],
  })
  await Promise.all([
    send(slash('/forecast', 'gmv', here.answers.url)),
    send(slash('/forecast', 'broken', here.answers.url)),
  ])
  const answers = [await here.answers.next(1), await here.answers.next(2)].map((said) => JSON.stringify(said))
  expect(seen.get('gmv')).toMatch(/^[0-9a-f]{8}$/)
  expect(seen.get('gmv')).not.toBe(seen.get('broken'))
  // the person can name the lines of what failed
  const failed = lines.find(({ msg }) => msg === 'answer failed')
  expect(failed?.request).toBe(seen.get('broken'))
  expect(answers.some((said) => said.includes(seen.get('broken') ?? 'none'))).toBe(true)

  const id =
    answers.map((said) => /"action_id":"share","value":"([^"]+)"/.exec(said)?.[1]).find(Boolean) ?? ''
  await send(click('share', id, here.answers.url))
  await here.answers.next(3)
  await bot.relay.all()
  await soon(() => {
    const posted = lines.filter(({ msg, key }) => msg === 'posted' && key === `share:${id}`)
    expect(posted).toHaveLength(1)
  })
  expect(requestId()).toBeNull()
})
