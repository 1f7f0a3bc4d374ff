import type { Command } from '../src/context.ts'
import type { Message } from '../src/messages/message.ts'
import { decide, editOf } from './decide.ts'

type Query =
  | { readonly kind: 'approve'; readonly id: number }
  | { readonly kind: 'skip'; readonly id: number; readonly reason: string }
  | { readonly kind: 'edit'; readonly id: number; readonly value: string }

/** Decides suggestions by their number: what the buttons do, and what no button can ask. */
export const ledger: Command<Query> = {
  name: '/actions',
  usage: '/actions approve <no.> | edit <no.> <quantity or price> | skip <no.> <reason>',
  about: 'Approves, changes or skips a suggestion by its number. Nothing is changed in a shop.',
  examples: ['/actions approve 12', '/actions edit 12 24', '/actions skip 12 supplier is on holiday'],
  roles: ['operator', 'manager'],
  parse(text) {
    const [verb = '', number = '', ...rest] = text.trim().split(/\s+/)
    const id = Number(number.replace(/^#/, ''))
    const more = rest.join(' ').slice(0, 500)
    if (!['approve', 'edit', 'skip'].includes(verb.toLowerCase()))
      return { kind: 'usage', because: 'Say approve, edit or skip.' }
    if (!Number.isInteger(id) || id < 1)
      return { kind: 'usage', because: 'Name the suggestion by its number, as the answers show it.' }
    if (verb.toLowerCase() === 'approve') return { kind: 'approve', id }
    if (more === '')
      return {
        kind: 'usage',
        because: verb.toLowerCase() === 'skip' ? 'Say why it is skipped.' : 'Say what it should be.',
      }
    return verb.toLowerCase() === 'skip'
      ? { kind: 'skip', id, reason: more }
      : { kind: 'edit', id, value: more }
  },
  async answer(ctx, query, asker) {
    const who = { userId: asker.userId, name: asker.name ?? asker.userId }
    if (query.kind === 'approve') return words(await decide(ctx, who, { id: query.id, status: 'approved' }))
    if (query.kind === 'skip')
      return words(await decide(ctx, who, { id: query.id, status: 'skipped', reason: query.reason }))
    const edit = await editOf(ctx, query.id, query.value)
    if (typeof edit === 'string') return { kind: 'usage', because: edit }
    return words(await decide(ctx, who, { id: query.id, status: 'edited', ...edit }))
  },
}

function words(text: string): Message {
  return { text, blocks: [{ kind: 'text', spans: text }] }
}
