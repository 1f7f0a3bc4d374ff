import { join } from 'node:path'
import type { SourceContext } from './connector.ts'
import type { EventSettings } from './events/events.ts'
import type { Source } from './source.ts'

interface ShopSources {
  readonly sourcesFile: string | null
  /** null where no events are taken */
  readonly events: EventSettings | null
  readonly dataDir: string
  readonly shop: { readonly zone: string; readonly currency: string }
}

/** What a shop collects from: its sources file, and its own events. Only what is configured is loaded. */
export async function shopSources(
  { sourcesFile, events, dataDir, shop }: ShopSources,
  beside: Pick<SourceContext, 'secret'>,
): Promise<readonly Source[]> {
  const listed = sourcesFile ? (await import('./registry.ts')).sourcesFrom(sourcesFile, beside) : []
  if (!events) return listed
  const { shopEvents } = await import('./events/events.ts')
  return [
    ...listed,
    shopEvents(
      { ...events, webhooks: listed.flatMap(({ webhooks }) => webhooks ?? []) },
      { ...shop, dir: join(dataDir, 'events') },
    ),
  ]
}
