import { csv } from '../../src/lib/csv.ts'
import type { Message } from '../../src/messages/message.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { CampaignMember } from '../../src/state/suggestions/campaigns.ts'

/** Whom an approved campaign contacts and whom it leaves alone, as a file. */
export function memberList(
  { id, members }: { readonly id: string; readonly members: readonly CampaignMember[] },
  { words }: Locale,
): NonNullable<Message['files']> {
  return [
    {
      name: `campaign-${id}.csv`,
      title: words.campaign.file,
      content: csv([
        ['platform', 'shopper', 'arm'],
        ...members.map(({ id: member, arm }) => rowOf(member, arm)),
      ]),
    },
  ]
}

function rowOf(member: string, arm: string): string[] {
  const at = member.indexOf('/')
  return [member.slice(0, at), member.slice(at + 1), arm]
}
