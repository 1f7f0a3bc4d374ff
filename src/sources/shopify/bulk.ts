import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Fault } from '../../lib/errors.ts'
import { parseJson } from '../http/json.ts'
import { textAt } from '../rows/shape.ts'
import { emptyPage, toPages } from '../rows/to-pages.ts'
import type { Page, SourceClients } from '../source.ts'
import { ask, changed, type Shop } from './ask.ts'
import { plainId } from './ids.ts'
import { EPOCH, higher, type Place, passOver, START } from './place.ts'
import { ASK_BULK, bulkQuery, type Reading, START_BULK } from './queries.ts'
import { tablesOf } from './rows.ts'

const started = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ message: z.string() })),
  }),
})
const asked = z.object({
  node: z
    .object({
      id: z.string(),
      status: z.string(),
      errorCode: z.string().nullish(),
      url: z.string().nullish(),
    })
    .nullable(),
})

const RUNNING = ['CREATED', 'RUNNING', 'CANCELING']
/** of one run: Shopify may need hours, and the next run asks again */
const WAITS_MS = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000, 30_000, 30_000]
const LINES_A_PAGE = 2000

/**
 * The whole history, which Shopify gathers by itself into a file of JSON lines. Started once; asked for until it is
 * there, also by later runs; read from the line it had come to. Returns where to go on, or null while it is not ready.
 */
export async function* bulkPass(
  shop: Shop,
  reading: Reading,
  from: Place,
  clients: SourceClients,
): AsyncGenerator<Page, Place | null, void> {
  let here = from
  if (here.bulk === null) {
    here = { ...START, bulk: { id: await start(shop, reading, clients), line: 0 } }
    yield emptyPage(JSON.stringify(here))
  }
  const found = await whenReady(shop, here.bulk?.id ?? '', clients)
  if (found === 'running') return null
  if (found.status !== 'COMPLETED') {
    yield emptyPage(JSON.stringify(START))
    throw new Fault(
      `${shop.name}: the bulk operation on ${reading.root} is ${found.status.toLowerCase()}${found.errorCode ? ` (${found.errorCode})` : ''}.`,
      'It is started again at the next run.',
    )
  }
  if (found.url) here = yield* readFile(shop, { url: found.url, from: here }, clients)
  const over = passOver({ ...here, bulk: null })
  const next = over.after === null ? { ...over, after: EPOCH } : over
  yield emptyPage(JSON.stringify(next))
  return next
}

async function start(shop: Shop, reading: Reading, clients: SourceClients): Promise<string> {
  const question = { query: START_BULK, variables: { query: bulkQuery(reading, reading.filter) } }
  const said = started.safeParse((await ask(shop, question, clients)).data)
  if (!said.success) throw changed(shop)
  const { bulkOperation, userErrors } = said.data.bulkOperationRunQuery
  if (bulkOperation) return bulkOperation.id
  throw new Fault(
    `${shop.name}: Shopify started no bulk operation: “${userErrors[0]?.message ?? ''}”.`,
    'It is tried again at the next run.',
  )
}

interface Ended {
  readonly status: string
  readonly errorCode?: string | null | undefined
  readonly url?: string | null | undefined
}

async function whenReady(shop: Shop, id: string, clients: SourceClients): Promise<Ended | 'running'> {
  for (const wait of [...WAITS_MS, null]) {
    const said = asked.safeParse((await ask(shop, { query: ASK_BULK, variables: { id } }, clients)).data)
    if (!said.success) throw changed(shop)
    // Shopify forgets an operation after a week
    const node = said.data.node ?? { status: 'EXPIRED' }
    if (!RUNNING.includes(node.status)) return node
    if (wait !== null) await clients.http.pause(wait, clients.signal)
  }
  return 'running'
}

/** A cut file is fetched anew; what has landed of it is passed over. */
async function* readFile(
  shop: Shop,
  { url, from }: { readonly url: string; readonly from: Place },
  { http, signal }: SourceClients,
): AsyncGenerator<Page, Place, void> {
  const folder = await mkdtemp(join(tmpdir(), 'floorwalker-bulk-'))
  let here = from
  try {
    const path = join(folder, 'bulk.jsonl')
    await http.download({ url, to: path, signal })
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
    let read = 0
    let some: string[] = []
    for await (const line of lines) {
      if (++read <= (from.bulk?.line ?? 0)) continue
      // an order and its lines stay together: it says how their prices are meant
      if (some.length >= LINES_A_PAGE && !line.includes('"__parentId"')) {
        here = yield* landLines(shop, some, here)
        some = []
      }
      some.push(line)
    }
    return yield* landLines(shop, some, here)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function* landLines(shop: Shop, lines: readonly string[], here: Place): Generator<Page, Place, void> {
  if (lines.length === 0) return here
  const objects = lines.filter((line) => line.trim() !== '').map((line) => parseJson(line))
  const high = objects
    .filter((object) => textAt(object, '__parentId') === null)
    .reduce<string | null>((best, object) => higher(best, textAt(object, 'updatedAt')), here.high)
  const bulk = here.bulk && { ...here.bulk, line: here.bulk.line + lines.length }
  const next = { ...here, high, bulk }
  const read = objects.map((object) => ({ object, parent: plainId(textAt(object, '__parentId')) }))
  yield* toPages(tablesOf(read, { platform: shop.platform, day: null }), {
    at: here.bulk?.id ?? '',
    here: JSON.stringify(here),
    next: JSON.stringify(next),
  })
  return next
}
