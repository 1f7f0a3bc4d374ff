import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { type Access, reconnecting, slackLogger } from './client.ts'

/** How Slack reaches the bot. A receiver of one's own is for tests. */
export type Transport =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number }
  | { readonly mode: 'given'; readonly receiver: Receiver }

export function receiverFor(transport: Transport, access: Access, log: Logger): Receiver {
  switch (transport.mode) {
    case 'socket':
      return new SocketModeReceiver({
        appToken: transport.appToken,
        logger: slackLogger(log),
        installerOptions: { clientOptions: reconnecting(access, log) },
      })
    case 'http':
      return new HTTPReceiver({
        signingSecret: transport.signingSecret,
        port: transport.port,
        endpoints: ['/slack/events'],
        logger: slackLogger(log),
      })
    case 'given':
      return transport.receiver
  }
}
