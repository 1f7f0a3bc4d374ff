import type { Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Access } from './edge/client.ts'
import { httpReceiver } from './http.ts'
import { socketReceiver } from './socket.ts'

/** How Slack reaches the bot. A receiver of one's own is for tests. */
export type Transport =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number }
  | { readonly mode: 'given'; readonly receiver: Receiver }

export function receiverFor(transport: Transport, access: Access, log: Logger): Receiver {
  switch (transport.mode) {
    case 'socket':
      return socketReceiver(transport.appToken, access, log)
    case 'http':
      return httpReceiver(transport, log)
    case 'given':
      return transport.receiver
  }
}
