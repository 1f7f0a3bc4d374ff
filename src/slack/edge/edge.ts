import type { Logger } from 'pino'
import type { Clock } from '../../lib/days.ts'
import type { Form } from '../../messages/form.ts'
import type { Auth, LocaleFor } from './auth.ts'
import type { ChannelSees } from './channel-access.ts'
import type { Audit } from './ports.ts'
import type { Reply, ReplyTo } from './reply.ts'
import type { Shares } from './share.ts'

export interface Edge {
  readonly auth: Auth
  readonly replyTo: (to: ReplyTo) => Reply
  readonly openForm: OpenForm
  readonly shares: Shares
  readonly localeFor: LocaleFor
  /** what may be said in a channel, for all who are in it */
  readonly channelSees: ChannelSees
  readonly audit: Audit
  readonly clock: Clock
  readonly log: Logger
  /** how long an answer may take before a message says that it is coming; null where the page says so itself */
  readonly patienceMs: number | null
}

/** Opens a form for whoever clicked; false where the server knows none, or the click is too long ago. */
export type OpenForm = (form: Form, click: { triggerId: string | null; to: ReplyTo }) => Promise<boolean>
