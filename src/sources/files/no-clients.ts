import { NO_PAGES } from '../http/page-queue.ts'
import type { SourceClients } from '../source.ts'

const nobody = () => Promise.reject(new Error('an import asks no platform'))

/** For sources that ask nobody, such as files. */
export const NO_CLIENTS: Omit<SourceClients, 'signal' | 'now'> = {
  http: {
    getJson: nobody,
    getText: nobody,
    look: nobody,
    postJson: nobody,
    postForm: nobody,
    sendOnce: nobody,
    download: nobody,
    pause: nobody,
    admit: nobody,
    ping: nobody,
  },
  openSql: nobody,
  pageQueue: NO_PAGES,
}
