import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { manifestJson } from '../../../src/cli/manifest.ts'
import { buildManifest } from '../../../src/slack/edge/manifest.ts'

const price = { name: '/price', usage: '/price <sku|merchant>', about: 'A better price' }

it('a command of the registry is a slash command of the app', () => {
  const manifest = buildManifest([price])
  expect(manifest.features.slash_commands).toEqual([
    { command: '/price', description: 'A better price', usage_hint: '<sku|merchant>', should_escape: false },
  ])
  expect(manifest.settings.socket_mode_enabled).toBe(true)
})

it('with a public address everything is sent there', () => {
  const manifest = buildManifest([price], { address: 'https://shop.example' })
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: false,
    interactivity: { request_url: 'https://shop.example/slack/events' },
    event_subscriptions: {
      request_url: 'https://shop.example/slack/events',
      bot_events: [
        'app_home_opened',
        'app_mention',
        'assistant_thread_started',
        'assistant_thread_context_changed',
        'message.channels',
        'message.groups',
        'message.im',
      ],
    },
  })
  expect(manifest.features.slash_commands[0]?.url).toBe('https://shop.example/slack/events')
})

it('the assistant’s pane is there, with the right to write in it', () => {
  const { features, oauth_config } = buildManifest([price])
  expect(features.assistant_view.assistant_description).not.toBe('')
  expect(oauth_config.scopes.bot).toEqual(
    expect.arrayContaining(['assistant:write', 'chat:write', 'im:history']),
  )
})

it('the manifest that is kept is the one of these commands', () => {
  const kept = readFileSync(new URL('../../../manifest.json', import.meta.url), 'utf8')
  // npx floorwalker manifest renews it
  expect(kept).toBe(manifestJson(null))
})
