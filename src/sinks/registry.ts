import { Fault } from '../lib/errors.ts'
import type { HttpClient } from '../sources/http/http.ts'
import { emailSink } from './email.ts'
import { fileSink } from './file.ts'
import { restSink } from './rest.ts'
import type { SinkSettings } from './settings.ts'
import { shopifySink } from './shopify.ts'
import type { Sink } from './sink.ts'
import { type OpenTable, tableSink } from './table.ts'
import { wooSink } from './woocommerce.ts'

export interface SinkClients {
  readonly http: Pick<HttpClient, 'getJson' | 'postJson' | 'sendOnce' | 'admit'>
  readonly secret: (name: string) => string | null
  readonly openTable: OpenTable
}

/** The sink that the file describes. */
export function openSink(to: SinkSettings['to'], { http, secret: secretOf, openTable }: SinkClients): Sink {
  const secret = (name: string) => {
    const value = secretOf(name)
    if (value) return value
    throw new Fault(`${name} is not set.`, 'A sink needs it: set it in the environment.')
  }
  switch (to.type) {
    case 'file':
      return fileSink(to)
    case 'rest':
      return restSink(to, { http, secret })
    case 'shopify':
      return shopifySink(to, { http, secret })
    case 'woocommerce':
      return wooSink(to, { http, secret })
    case 'sql':
      return tableSink(to, { openTable, secret })
    case 'email':
      return emailSink(to, { secret, admit: (host) => http.admit(host) })
  }
}
