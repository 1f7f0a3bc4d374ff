import type { Json } from '../../../src/workspace/memory.ts'

/** The assistant's threads of a Slack: what it does to those that are open, and what it says of others. */
export function panes() {
  const open = new Set<string>()
  const done: { method: string; sent: Json }[] = []
  const method = (name: string) => (sent: Json) => {
    if (!String(sent.channel_id).startsWith('D')) return { ok: false, error: 'channel_not_found' }
    if (!open.has(`${sent.channel_id} ${sent.thread_ts}`)) return { ok: false, error: 'invalid_thread_ts' }
    done.push({ method: name, sent })
    return { ok: true }
  }
  return {
    open: (channel: string, thread: string) => open.add(`${channel} ${thread}`),
    done,
    of: (name: string) => done.filter((one) => one.method === name).map(({ sent }) => sent),
    own: Object.fromEntries(
      ['setStatus', 'setTitle', 'setSuggestedPrompts'].map((name) => [
        `assistant.threads.${name}`,
        method(name),
      ]),
    ),
  }
}
