import type { Webhooks } from '../hints.ts'
import type { Source } from '../source.ts'
import { openCollector } from './collector.ts'
import { eventsSource } from './source.ts'
import { openSpool } from './spool.ts'
import { webhookTaker } from './webhooks.ts'

/** Where events are taken, and whose they are. */
export interface EventSettings {
  readonly port: number
  readonly key: string
  readonly platform: string
}

/** The shop's own events: taken on a port while the bot runs, kept in `dir` until they are collected as sessions. */
export function shopEvents(
  { port, key, platform, webhooks = [] }: EventSettings & { readonly webhooks?: readonly Webhooks[] },
  kept: { readonly dir: string; readonly zone: string; readonly currency: string },
): Source {
  return {
    ...eventsSource({ ...kept, platform }),
    background: async ({ now, warn, hints, marks }) =>
      openCollector({
        port,
        key,
        spool: openSpool(kept.dir, now),
        now,
        marks,
        hooks: webhookTaker({
          of: webhooks,
          hints,
          now,
          onWrong: (told) => warn(told, 'webhooks with a wrong signature were rejected'),
        }),
        onBatch: (batch) => {
          if (batch.refused > 0) warn(batch, 'events were rejected')
        },
      }),
  }
}
