import { describe, expect, it } from 'vitest'
import { digestSegmentOf } from '../../../src/digests/tell-refused.ts'
import type { AccessRules } from '../../../src/lib/access.ts'
import { soon } from '../../support/soon.ts'
import { answering, faulty, GENERAL, say, startBot, startServer, tempState } from '../workspace.ts'

const TODAY = '2026-11-24'

describe('a digest for a channel that is shared with another workspace', () => {
  it.each([
    ['subscribed:7:2026-11-24', null, 'external_channel'],
    [`digest:#general:${TODAY}`, null, 'external_channel'],
    [`digest:#general:${TODAY}`, { [GENERAL]: 'all' }, 'posted'],
    [`digest:#general:${TODAY}`, { [GENERAL]: ['merchant=M-bazario'] }, 'external_channel'],
    ['alert:1', null, 'posted'],
  ] as const)('%s, with %j granted: %s', async (key, channels, wanted) => {
    const kept = await tempState()
    const server = await startServer()
    const refused: string[] = []
    const { state } = kept
    const rules: AccessRules = { groups: {}, others: 'all', channels: channels ?? {} }
    const started = await startBot({
      ...{ apiUrl: server.apiUrl, state, rules: () => rules },
      fetch: faulty('conversations.info', () =>
        answering({ ok: true, channel: { id: GENERAL, name: 'general', is_ext_shared: true } }),
      ),
      digestOf: (one) => digestSegmentOf(state, one),
      onRefused: async (_, code) => void refused.push(code),
    })
    try {
      await say(state, key, { text: 'figures', blocks: [{ kind: 'text', spans: 'figures' }] })
      if (wanted === 'posted') await soon(async () => expect(await server.history()).toHaveLength(1))
      else await soon(() => expect(refused).toEqual([wanted]))
      expect((await server.history()).length).toBe(wanted === 'posted' ? 1 : 0)
    } finally {
      await started.bot.stop()
      await server.close()
      await kept.close()
    }
  })
})
