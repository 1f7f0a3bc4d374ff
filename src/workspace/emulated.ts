import { randomBytes } from 'node:crypto'
import { createEmulator } from 'emulate'
import { z } from 'zod'

/** Slack's Web API as `emulate` speaks it, with a workspace already settled in: one person, the bot, its channels. */
export interface Emulated {
  /** where the Web API answers, ending in /api/ */
  readonly apiUrl: string
  readonly botToken: string
  readonly signingSecret: string
  readonly team: { readonly id: string; readonly name: string; readonly domain: string }
  readonly you: { readonly id: string; readonly name: string }
  readonly bot: { readonly id: string; readonly name: string; readonly appId: string }
  readonly channels: readonly Channel[]
  /** between the person and the bot */
  readonly direct: Channel
  /** a call as the bot, or as the person at the page */
  call(method: string, body: Readonly<Record<string, unknown>>, as?: 'bot' | 'you'): Promise<ApiAnswer>
  /** a file the bot uploaded, such as a chart */
  file(path: string): Promise<Response>
  stop(): Promise<void>
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly isDirect: boolean
}

type ApiAnswer = Readonly<Record<string, unknown>> & { readonly ok: boolean }

const answerShape = z.looseObject({ ok: z.boolean() })
const usersShape = z.object({ members: z.array(z.object({ id: z.string(), name: z.string() })) })
const openedShape = z.object({ channel: z.object({ id: z.string() }) })
const channelsShape = z.object({
  channels: z.array(
    z.object({ id: z.string(), name: z.string(), topic: z.object({ value: z.string() }).optional() }),
  ),
})

const BOT = { id: 'U0FLOORWALK', name: 'Floorwalker', botId: 'B0FLOORWALK', appId: 'A0FLOORWALK' } as const
const TEAM = { id: 'T000000001', domain: 'local' } as const
const SCOPES = [
  'chat:write',
  'commands',
  'channels:read',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:read',
  'im:history',
  'im:write',
  'users:read',
  'files:read',
  'files:write',
  'team:read',
  'usergroups:read',
]

export async function openEmulated(options: {
  teamName: string
  channels: readonly { name: string; topic: string }[]
}): Promise<Emulated> {
  const signingSecret = randomBytes(16).toString('hex')
  const tokens = { bot: `xoxb-local-${secret()}`, you: `xoxp-local-${secret()}` }
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    hostname: '127.0.0.1',
    seed: { slack: seed({ ...options, signingSecret, tokens }) },
  })
  // `localhost` may mean ::1 first; the emulator listens on the IPv4 loopback alone
  const origin = emulator.url.replace('//localhost', '//127.0.0.1')
  const call: Emulated['call'] = async (method, body, as = 'bot') => {
    const answer = await fetch(`${origin}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[as]}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
    })
    return answerShape.parse(await answer.json())
  }
  const users = usersShape.parse(await call('users.list', {}))
  const you = users.members.find((user) => user.name === 'you')
  const listed = channelsShape.parse(await call('conversations.list', { limit: 200 }))
  const opened = openedShape.parse(await call('conversations.open', { users: you?.id ?? '' }))
  const wanted = options.channels.map((channel) => channel.name)
  return {
    apiUrl: `${origin}/api/`,
    botToken: tokens.bot,
    signingSecret,
    team: { ...TEAM, name: options.teamName },
    you: { id: you?.id ?? '', name: 'You' },
    bot: BOT,
    channels: listed.channels
      .filter((channel) => wanted.includes(channel.name))
      .sort((a, b) => wanted.indexOf(a.name) - wanted.indexOf(b.name))
      .map(({ id, name, topic }) => ({ id, name, topic: topic?.value ?? '', isDirect: false })),
    direct: {
      id: opened.channel.id,
      name: BOT.name,
      topic: 'Only you and Floorwalker',
      isDirect: true,
    },
    call,
    file: (path) => fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${tokens.bot}` } }),
    stop: () => emulator.close(),
  }
}

const secret = () => randomBytes(12).toString('hex')

function seed(options: {
  teamName: string
  channels: readonly { name: string; topic: string }[]
  signingSecret: string
  tokens: { bot: string; you: string }
}) {
  return {
    team: { name: options.teamName, domain: TEAM.domain },
    users: [{ name: 'you', real_name: 'You' }],
    channels: options.channels,
    oauth_apps: [
      {
        app_id: BOT.appId,
        client_id: 'local',
        client_secret: secret(),
        name: BOT.name,
        redirect_uris: [],
        scopes: SCOPES,
        bot_id: BOT.botId,
        bot_user_id: BOT.id,
        bot_name: 'floorwalker',
      },
    ],
    tokens: [
      {
        token: options.tokens.bot,
        type: 'bot',
        user: BOT.id,
        scopes: SCOPES,
        app_id: BOT.appId,
        bot_id: BOT.botId,
        bot_user_id: BOT.id,
      },
      { token: options.tokens.you, type: 'user', user: 'you', scopes: SCOPES },
    ],
    signing_secret: options.signingSecret,
  }
}
