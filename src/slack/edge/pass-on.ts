import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type Action, READERS } from '../../command.ts'
import { inLanguage, words } from '../../messages/words.ts'
import { failureOf } from '../outbox/slack-errors.ts'
import type { Say } from './actions.ts'
import type { Edge } from './edge.ts'
import { SHARE_ELSEWHERE, sharedBy } from './share.ts'

type Deps = Pick<Edge, 'shares' | 'localeFor' | 'channelSees'>

/** Whether the bot may post there. */
export type IsMember = (channelId: string) => Promise<boolean>

const info = z.object({ channel: z.object({ is_member: z.boolean().default(false) }) })

/** A private channel the bot is not in is unknown to it. */
export function membership(client: WebClient): IsMember {
  return async (channelId) => {
    try {
      return info.parse(await client.apiCall('conversations.info', { channel: channelId })).channel.is_member
    } catch (error) {
      if (failureOf(error).kind === 'refused') return false
      throw error
    }
  }
}

/** Asks where to, and shares there: through the outbox, once for each channel. */
export function shareElsewhere(
  { shares, localeFor, channelSees }: Deps,
  say: Say,
  isMember: IsMember,
): Action {
  const wordsFor = (language: Parameters<Deps['localeFor']>[0]) => localeFor(language).words.edge.share
  return {
    roles: READERS,
    run: async ({ asker, value }) => {
      const { gone, form } = wordsFor(asker.language)
      const answer = shares.take(value, asker.userId)
      if (!answer) return words(gone)
      const isChannel = /^[CG]/.test(answer.channelId)
      return {
        kind: 'form',
        language: localeFor(asker.language).language,
        title: form.title,
        submit: form.submit,
        action: SHARE_ELSEWHERE,
        value,
        fields: [
          {
            name: 'channel',
            label: form.channel,
            kind: 'channel',
            hint: form.hint,
            ...(isChannel && { initial: answer.channelId }),
          },
        ],
        otherwise: words(form.otherwise),
      }
    },
    check: async ({ asker, fields }) => {
      const { form } = wordsFor(asker.language)
      const channel = fields.channel ?? ''
      if (channel === '') return { channel: form.channel }
      if (!(await isMember(channel))) return { channel: form.notMember }
      const { limited } = wordsFor(asker.language)
      return (await channelSees(channel)) === 'all' ? null : { channel: limited }
    },
    submit: async ({ asker, name, value, fields }) => {
      const { by, doneElsewhere, gone, limited } = wordsFor(asker.language)
      const answer = shares.take(value, asker.userId)
      const channel = fields.channel ?? ''
      if (!answer || channel === '') return words(gone)
      if ((await channelSees(channel)) !== 'all') return words(limited)
      await say({
        key: `share:${value}:${channel}`,
        channel,
        message: sharedBy(answer.message, by(name, answer.asked)),
      })
      return words(doneElsewhere)
    },
  }
}

/** The files of an answer, to who asked and nobody else: as a direct message, for only those hold files. */
export function sendFiles({ shares, localeFor }: Deps, say: Say): Action {
  return {
    roles: READERS,
    run: async ({ asker, value }) => {
      const { language, words: texts } = localeFor(asker.language)
      const { share } = texts.edge
      const answer = shares.take(value, asker.userId)
      if (!answer) return words(share.gone)
      const files = answer.message.files ?? []
      const note = words(share.filesOf(answer.asked))
      await say({
        key: `files:${value}`,
        channel: asker.userId,
        message: inLanguage({ ...note, files }, language),
      })
      return words(share.filesSent(files.map(({ name }) => name)))
    },
  }
}
