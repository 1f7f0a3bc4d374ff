import type { HttpClient } from '../sources/http/http.ts'
import { fileSink } from './file.ts'
import { restSink } from './rest.ts'
import type { SinkSettings } from './settings.ts'
import type { Sink } from './sink.ts'

/** The sink that the file describes. */
export function openSink(
  to: SinkSettings['to'],
  by: {
    readonly http: Pick<HttpClient, 'getJson' | 'sendOnce'>
    readonly secret: (name: string) => string | null
  },
): Sink {
  return to.type === 'file' ? fileSink(to) : restSink(to, by)
}
