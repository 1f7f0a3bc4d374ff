import { expect, it } from 'vitest'
import type { BoundCommand } from '../../../src/command.ts'
import { soon } from '../../support/soon.ts'
import { click, slash, submitted } from '../payloads.ts'
import { answering, faulty, GENERAL, USER } from '../workspace.ts'
import { command, edgeBots, forecast } from './edge-bots.ts'

const here = edgeBots()
const FILE = { name: 'purchase-proposal.csv', title: 'Purchase proposal', content: 'sku,quantity\nA,24\n' }
const withFile: BoundCommand = command({ ask: async () => ({ ...forecast, files: [FILE] }) })

/** The bot, what its windows hold, and the answer whose buttons are pressed. */
async function answered(given: { command?: BoundCommand; member?: 'yes' | 'no' | 'unknown channel' } = {}) {
  const views: string[] = []
  const membership = {
    yes: { ok: true, channel: { is_member: true } },
    no: { ok: true, channel: { is_member: false } },
    'unknown channel': { ok: false, error: 'channel_not_found' },
  }[given.member ?? 'yes']
  const info = faulty('conversations.info', () => answering(membership))
  const fetch = faulty('views.open', (_, body) => {
    views.push(decodeURIComponent(body.replaceAll('+', ' ')))
    return answering({ ok: true })
  })
  const { send } = await here.bot({
    commands: [given.command ?? command()],
    fetch: (url, init) => (String(url).includes('conversations.info') ? info(url, init) : fetch(url, init)),
  })
  const before = here.answers.heard.length
  await send(slash('/forecast', 'gmv', here.answers.url))
  const said = JSON.stringify((await here.answers.next(before + 1)).blocks)
  const id = /"action_id":"share","value":"([^"]+)"/.exec(said)?.[1] ?? ''
  return { send, views, id, said }
}

const postedUnder = async (key: string, channel = GENERAL) =>
  (await here.server.history(channel)).filter((one) => one.metadata?.event_payload.key === key)

it('an answer is shared in this channel or another one; only one with files offers them', async () => {
  expect((await answered()).said).not.toContain('Send me the CSV')
  const { said } = await answered({ command: withFile })
  for (const label of [
    'Share in channel',
    'Share elsewhere…',
    'Send me the CSV',
    'With it: purchase-proposal.csv',
  ])
    expect(said).toContain(label)
})

it('Share elsewhere asks where to, and posts there once', async () => {
  const { send, views, id } = await answered()
  await send(click('share.elsewhere', id, here.answers.url))
  await soon(() => expect(views).toHaveLength(1))
  for (const part of ['conversations_select', `"initial_conversation":"${GENERAL}"`, 'Choose a channel'])
    expect(views[0]).toContain(part)
  for (const _ of ['once', 'again'])
    await send(submitted('share.elsewhere', id, { channel: GENERAL }, here.answers.url))
  expect((await here.answers.next(2)).text).toBe('Shared in the channel you chose.')
  await soon(async () => expect(await postedUnder(`share:${id}:${GENERAL}`)).toHaveLength(1))
  const [shared] = await postedUnder(`share:${id}:${GENERAL}`)
  expect(JSON.stringify(shared?.blocks)).toContain('Shared by Admin User · /forecast gmv')
})

it.each(['no', 'unknown channel'] as const)(
  'a channel the bot is not in (%s) is refused under its field, and nothing is posted',
  async (member) => {
    const { send, id } = await answered({ member })
    const response = await send(submitted('share.elsewhere', id, { channel: 'C000000002' }, here.answers.url))
    expect(await response.json()).toEqual({
      response_action: 'errors',
      errors: {
        channel: 'I am not in this channel. Invite me there (/invite and my name), then share again.',
      },
    })
    expect(here.answers.heard).toHaveLength(1)
  },
)

it('the files of an answer go to who asked, and to nobody else', async () => {
  const { send, id } = await answered({ command: withFile })
  await send(click('share.files', id, here.answers.url))
  expect((await here.answers.next(2)).text).toBe('Sent to you as a direct message: purchase-proposal.csv.')
  const rows = await here.kept.state.read('outbox').select('key', 'channel')
  expect(rows).toContainEqual(expect.objectContaining({ key: `files:${id}`, channel: USER }))
  expect(rows).toContainEqual(expect.objectContaining({ key: `files:${id}#file1`, channel: USER }))
  expect(await postedUnder(`files:${id}`)).toEqual([])
})

it('an answer that is over can be passed on no more', async () => {
  const { send } = await answered()
  await send(click('share.elsewhere', 'long-gone', here.answers.url))
  expect((await here.answers.next(2)).text).toContain('can no longer be shared')
  await send(click('share.files', 'long-gone', here.answers.url))
  expect((await here.answers.next(3)).text).toContain('can no longer be shared')
})
