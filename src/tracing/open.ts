import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, isSpanContextValid, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import { messageOf } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'
import type { Traced } from './traced.ts'

export interface Traces extends Traced {
  /** sends what waits */
  close(): Promise<void>
}

/**
 * Sends every step to an OpenTelemetry collector by OTLP over HTTP, in batches beside the work. A collector that does not answer
 * costs the spans and a line of the log, nothing else. Read only where an endpoint is set.
 */
export function openTraces(
  { endpoint, headers }: { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> },
  { log, version }: { readonly log: Pick<Logger, 'warn'>; readonly version: string },
): Traces {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const exporter = telling(new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: 3000 }), log)
  const about = resourceFromAttributes({ 'service.name': 'floorwalker', 'service.version': version })
  const provider = new TracerProvider({
    resource: defaultResource().merge(about),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 2000 })],
  })
  const tracer = provider.getTracer('floorwalker', version)
  const here = new AsyncLocalStorage<Context>()
  return {
    async step(name, attributes, work, { came, from = null } = {}) {
      const within = from === null ? (here.getStore() ?? ROOT_CONTEXT) : continued(from)
      const span = tracer.startSpan(name, { attributes: { ...attributes } }, within)
      try {
        const result = await here.run(trace.setSpan(within, span), work)
        if (came) span.setAttributes({ ...came(result) })
        return result
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: oneLine(messageOf(error), 200) })
        throw error
      } finally {
        span.end()
      }
    },
    current() {
      const now = trace.getSpanContext(here.getStore() ?? ROOT_CONTEXT)
      return now ? `00-${now.traceId}-${now.spanId}-01` : null
    },
    close: () =>
      provider.shutdown().catch((error: unknown) => void log.warn({ err: error }, 'traces not sent')),
  }
}

/** What another process wrote down; anything else begins anew. */
function continued(traceparent: string): Context {
  const [, traceId = '', spanId = ''] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(traceparent) ?? []
  const parent = { traceId, spanId, traceFlags: 1, isRemote: true }
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
}

/** The exporter, and what it could not send is told in the log. */
function telling(exporter: OTLPTraceExporter, log: Pick<Logger, 'warn'>): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error) log.warn({ err: result.error, spans: spans.length }, 'traces not sent')
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  }
}
