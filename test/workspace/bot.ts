import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { pino } from 'pino'
import { z } from 'zod'
import { toBlockKit } from '../../src/messages/block-kit.ts'
import type { Message } from '../../src/messages/message.ts'
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../src/workspace/open.ts'

export const COMMANDS = [
  {
    name: '/forecast',
    usage: '/forecast [kpi] [scope] [days]',
    about: 'What the next days will bring, with the range it may fall in.',
    examples: ['/forecast gmv 14', '/forecast conversion category:Electronics 7'],
  },
  {
    name: '/kpi',
    usage: '/kpi <name> [scope] [range]',
    about: 'One KPI: its level, its trend, and what moved it.',
    examples: ['/kpi conversion', '/kpi gmv channel:app 30d'],
  },
  {
    name: '/price',
    usage: '/price <sku|merchant>',
    about: 'Prices worth changing, with expected gain and risk.',
    examples: ['/price SKU-1042'],
  },
] as const

export const HOSTILE = '<script>alert(1)</script> <!channel> <@U0FLOORWALK> *bold* & :tada:'

/** A bot as small as one can be, on the real Bolt: the workspace is what is tried here. */
export interface TestBot {
  readonly workspace: Workspace
  readonly app: App
  readonly clicks: string[]
  post(channel: string, message: Message, threadTs?: string): Promise<string>
  stop(): Promise<void>
}

export async function startBot(given: Pick<WorkspaceOptions, 'clock' | 'complete'> = {}): Promise<TestBot> {
  const workspace = await openWorkspace({
    ...given,
    port: 0,
    commands: COMMANDS,
    log: pino({ level: 'silent' }),
    teamName: 'Nordmarkt & Co',
  })
  const receiver = new HTTPReceiver({ signingSecret: workspace.signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    token: workspace.botToken,
    receiver,
    clientOptions: { slackApiUrl: workspace.apiUrl },
    logLevel: LogLevel.ERROR,
  })
  const clicks: string[] = []
  listen(app, clicks)
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  const address = 'address' in server ? server.address() : null
  if (!address || typeof address !== 'object') throw new Error('the bot listens on no port')
  workspace.connect({ boltUrl: `http://127.0.0.1:${address.port}/slack/events` })
  return {
    workspace,
    app,
    clicks,
    async post(channel, message, threadTs) {
      const { text, blocks } = toBlockKit(message, { level: 'full' })
      const said = await app.client.apiCall('chat.postMessage', {
        channel,
        text,
        blocks,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      })
      return z.looseObject({ ts: z.string() }).parse(said).ts
    },
    async stop() {
      await app.stop()
      await workspace.stop()
    },
  }
}

/** an answer of more than a screen */
const LONG = Array.from({ length: 30 }, (_, at) => ({
  type: 'section',
  text: { type: 'plain_text', text: `Line ${at + 1} of a long answer` },
}))

function listen(app: App, clicks: string[]): void {
  app.command('/kpi', async ({ ack, respond, command }) => {
    await ack()
    const share = {
      type: 'button',
      action_id: 'share',
      value: '1',
      text: { type: 'plain_text', text: 'Share' },
    }
    await respond({
      text: `asked ${command.text}`,
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: `asked ${command.text}` } },
        { type: 'actions', elements: [share] } as never,
        ...(command.text.startsWith('long') ? LONG : []),
      ],
    })
  })
  app.command('/price', async ({ ack }) => {
    await ack('Give a SKU.')
  })
  app.action('share', async ({ ack, respond }) => {
    await ack()
    await respond({ response_type: 'in_channel', text: 'shared with all' })
    await respond({ delete_original: true } as never)
  })
  app.action('alert.ack', async ({ ack, action, body, client }) => {
    await ack()
    if (body.type !== 'block_actions' || action.type !== 'button') return
    clicks.push(`${action.value} by ${body.user.id}`)
    if (!body.channel || !body.message) return
    const text = 'Acknowledged by You'
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text,
      blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
    })
  })
  app.action('home.go', async ({ ack }) => {
    await ack()
    clicks.push('home')
  })
  app.event('app_home_opened', async ({ client, event }) => {
    const button = {
      type: 'button',
      action_id: 'home.go',
      value: 'x',
      text: { type: 'plain_text', text: 'Go' },
    }
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Good morning' } },
          { type: 'actions', elements: [button] } as never,
        ],
      },
    })
  })
  app.event('app_mention', async ({ say }) => {
    await say('you called?')
  })
}

const DAYS = Array.from({ length: 14 }, (_, at) => `Nov ${at + 10}`)

export const DIGEST: Message = {
  text: 'Nordmarkt, Monday 23 November: GMV €48,210, +6.2 % against a usual Monday',
  blocks: [
    { kind: 'header', text: 'Nordmarkt & Co · Monday 23 November' },
    {
      kind: 'text',
      spans: [
        'GMV ',
        { text: '€48,210', style: 'bold' },
        ', 6.2 % above a usual Monday. Conversion fell to ',
        { text: '3.1 %', style: 'bold' },
        '.',
      ],
    },
    {
      kind: 'fields',
      fields: [
        { label: 'GMV', value: '€48,210  ▲ +6.2 %' },
        { label: 'Orders', value: '1,204  ▲ +3.4 %' },
        { label: 'Conversion', value: '3.10 %  ▼ −0.4 pp' },
        { label: 'Average order', value: '€40.04  ▲ +2.7 %' },
      ],
    },
    {
      kind: 'chart',
      title: 'GMV, last 14 days',
      type: 'line',
      categories: DAYS,
      series: [
        { label: 'GMV', values: DAYS.map((_, at) => 42_000 + ((at * 7919) % 9000)) },
        { label: 'expected', values: DAYS.map(() => 45_000) },
      ],
      unit: '€',
    },
    {
      kind: 'table',
      caption: 'What moved it',
      columns: [{ label: 'Part' }, { label: 'Effect', align: 'right' }, { label: 'Share', align: 'right' }],
      rows: [
        ['More sessions on app', '+€2,140', '71 %'],
        ['Larger baskets in Home', '+€1,020', '34 %'],
        [HOSTILE, '−€150', '−5 %'],
      ],
    },
    { kind: 'text', spans: [{ text: 'Suggested actions today', style: 'bold' }] },
    {
      kind: 'list',
      ordered: true,
      items: [
        ['Restock ', { text: 'SKU-1042', style: 'code' }, ': 240 units, gains about €3,900, costs €2,300'],
        ['Lower ', { text: 'SKU-1310', style: 'code' }, ' by 4 %: gains about €1,150 a week'],
      ],
    },
    { kind: 'divider' },
    { kind: 'context', spans: 'Data as of 23 November 23:59 · 41 of 312,004 rows refused' },
  ],
}

export const ALERT: Message = {
  text: 'Conversion is below its range on bazario in Electronics',
  blocks: [
    { kind: 'header', text: '🔴 Conversion 0.4 %, expected 2.6 to 3.9 %' },
    {
      kind: 'text',
      spans: [
        'On ',
        { text: 'bazario', style: 'bold' },
        ' in ',
        { text: 'Electronics', style: 'bold' },
        '. About ',
        { text: '€3,200', style: 'bold' },
        ' a day is at stake.',
      ],
    },
    {
      kind: 'actions',
      buttons: [
        {
          label: 'Acknowledge',
          action: 'alert.ack',
          value: 'alert-7',
          style: 'primary',
          confirm: 'Take this one?',
        },
        { label: 'Snooze 4 h', action: 'alert.snooze', value: 'alert-7' },
      ],
    },
  ],
}
