import { oneLine } from '../../lib/text.ts'
import type { Span } from '../../messages/message.ts'
import type { Assignee } from '../../state/alerts.ts'

const USER = /^<@([UW][A-Z0-9]+)(?:\|([^>]*))?>$/
const GROUP = /^<!subteam\^(S[A-Z0-9]+)(?:\|@?([^>]*))?>$/

/**
 * Who is meant: a mention as Slack writes it, `<@U024BE7LH|mara>` or `<!subteam^SAZ94GDB8|@ops>`; or only a name, which
 * notifies nobody. Null when nothing is.
 */
export function assigneeFrom(typed: string): Assignee | null {
  const text = oneLine(typed, 80)
  const [, userId, userName] = USER.exec(text) ?? []
  if (userId !== undefined) return { kind: 'user', id: userId, name: userName?.trim() || userId }
  const [, groupId, groupName] = GROUP.exec(text) ?? []
  if (groupId !== undefined) return { kind: 'group', id: groupId, name: groupName?.trim() || groupId }
  const name = text.replace(/^@/, '').trim()
  return name === '' || /[<>]/.test(name) ? null : { kind: 'user', id: null, name }
}

export function mentionOf({ kind, id, name }: Assignee): Span {
  return { text: `@${name}`, ...(id !== null && { mention: { kind, id } }) }
}
