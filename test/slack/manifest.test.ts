import { expect, it } from 'vitest'
import { buildManifest } from '../../src/slack/manifest.ts'

const price = { name: '/price', usage: '/price <sku|merchant>', about: 'A better price' }

it('a command of the registry is a slash command of the app', () => {
  const manifest = buildManifest([price])
  expect(manifest.features.slash_commands).toEqual([
    { command: '/price', description: 'A better price', usage_hint: '<sku|merchant>', should_escape: false },
  ])
  expect(manifest.settings.socket_mode_enabled).toBe(true)
})

it('with a public address everything is sent there', () => {
  const manifest = buildManifest([price], { requestUrl: 'https://shop.example/slack/events' })
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: false,
    interactivity: { request_url: 'https://shop.example/slack/events' },
    event_subscriptions: {
      request_url: 'https://shop.example/slack/events',
      bot_events: ['app_home_opened'],
    },
  })
  expect(manifest.features.slash_commands[0]?.url).toBe('https://shop.example/slack/events')
})
