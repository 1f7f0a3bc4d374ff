import { createEmulator } from 'emulate'
import { freePort, listening } from '../../test/slack/http.ts'
import { strictBefore } from '../../test/slack/strict.ts'

export const SLACK = { token: 'xoxb-bench', secret: 'a-signing-secret', channel: 'C000000001' } as const

/** `emulate`'s Slack over HTTP, behind the rules of Slack's reference; what is said in its channel can be read. */
export async function openSlackServer() {
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: { slack: { signing_secret: SLACK.secret, tokens: [{ token: SLACK.token, user: 'admin' }] } },
  })
  const strict = await strictBefore(emulator.url.replace('//localhost', '//127.0.0.1'), listening)
  const apiUrl = `${strict.url}/api/`
  return {
    apiUrl,
    async said(): Promise<string[]> {
      const response = await fetch(`${apiUrl}conversations.history`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SLACK.token}` },
        body: new URLSearchParams({ channel: SLACK.channel, limit: '200' }),
      })
      const { messages = [] } = (await response.json()) as { messages?: { text: string }[] }
      return messages.map(({ text }) => text)
    },
    async close() {
      await strict.close()
      await emulator.close()
    },
  }
}
