import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { messageOf } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'
import { orderCsv, orderPdf } from './purchase-order.ts'
import type { EmailSettings } from './settings.ts'
import type { Change, Sink, Written } from './sink.ts'

const PATIENCE_MS = 20_000

const failure = z.object({ responseCode: z.number().optional(), syscall: z.string().optional() })
/** no line was ever open; of a line that is cut nodemailer does not say how far it was */
const UNREACHED = new Set(['connect', 'getaddrinfo'])

/**
 * Purchase orders to the supplier's address, as CSV and PDF. A mail server keeps no keys and cannot be asked: what may have
 * gone out is not sent again, and a person is asked to look.
 */
export function emailSink(
  settings: EmailSettings,
  {
    secret,
    admit,
  }: { readonly secret: (name: string) => string; readonly admit: (host: string) => Promise<void> },
): Sink {
  const server = secret(settings.server)
  const addressOf = ({ merchantId }: Change) => settings.suppliers[merchantId] ?? settings.otherwise
  return {
    read: null,
    isRepeatable: false,
    async write(change) {
      const to = addressOf(change)
      if (to === null)
        return { kind: 'refused', because: `no address of ${change.merchantId || 'this supplier'} is known` }
      try {
        await admit(new URL(server).hostname)
      } catch (error) {
        return { kind: 'refused', because: oneLine(messageOf(error), 200) }
      }
      const transport = createTransport(server, {
        ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail({ from: settings.from, to, ...(await messageOfOrder(change)) })
        return { kind: 'done' }
      } catch (error) {
        return failed(error)
      } finally {
        transport.close()
      }
    },
  }
}

async function messageOfOrder(change: Change) {
  const { key, suggestionId, productId, after, before, title } = change
  const messageId = `<${Buffer.from(key).toString('hex')}@floorwalker>`
  if (after === null)
    return {
      messageId,
      subject: `Cancelled: purchase order ${suggestionId}`,
      text: `Please cancel our purchase order ${suggestionId}: ${before ?? ''} pieces of ${productId} (${title}).\n`,
    }
  const name = `order-${suggestionId}`
  return {
    messageId,
    subject: `Purchase order ${suggestionId}: ${after} of ${productId}`,
    text: `Please deliver ${after} pieces of ${productId} (${title}). The order is attached as CSV and PDF.\n`,
    attachments: [
      { filename: `${name}.csv`, content: orderCsv(change), contentType: 'text/csv' },
      { filename: `${name}.pdf`, content: await orderPdf(change), contentType: 'application/pdf' },
    ],
  }
}

/** A server that refuses says so, and has sent nothing on; a line cut while the message was under way says nothing. */
function failed(error: unknown): Written {
  const because = oneLine(messageOf(error), 200)
  const { responseCode, syscall = '' } = failure.safeParse(error).data ?? {}
  if (responseCode !== undefined) return { kind: responseCode >= 500 ? 'refused' : 'later', because }
  return { kind: UNREACHED.has(syscall) ? 'later' : 'unknown', because }
}
