import { createHash } from 'node:crypto'
import type { App, ReceiverEvent } from '@slack/bolt'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../../lib/days.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Heard, Inbox } from './ports.ts'
import { isMessage, saidTo } from './said.ts'

/** Slack's answer addresses live half an hour; what is older cannot be answered any more. */
const ANSWERABLE_MS = 30 * 60_000

export interface Listening {
  /** what a stopped process acknowledged and did not finish. Asked before listening: later it would hold what is new */
  left(): Promise<readonly Heard[]>
  /** begins to act on it */
  replay(left: readonly Heard[]): void
  /** waits for what is under way, at most so long */
  drain(mostMs: number): Promise<void>
}

/**
 * Stores what comes in before Bolt acknowledges it, and drops what came before: Slack sends again whatever it thinks
 * was lost, and a person a form that seemed not to arrive. A click and a command carry a trigger id, an event its own;
 * a form is its window, until it is sent back with faults.
 */
export function throughInbox(
  app: App,
  inbox: Inbox,
  { clock, log }: { clock: Clock; log: Logger },
): Listening {
  const process = app.processEvent.bind(app)
  const underWay = new Set<Promise<void>>()

  async function act(id: string, event: ReceiverEvent): Promise<void> {
    await process({
      ...event,
      ack: async (response?: unknown) => {
        if (isSentBack(response)) await inbox.forget(id)
        await event.ack(response)
      },
    })
    await inbox.markDone(id, clock.now())
  }

  /** The line may be gone by now. Who asked waits all the same, and the answer goes by another way. */
  const acknowledge = (event: ReceiverEvent) => async (response?: unknown) => {
    try {
      await event.ack(response)
    } catch (error) {
      log.warn({ said: messageOf(error) }, 'not acknowledged: the line is gone; it is answered all the same')
    }
  }

  async function hear(received: ReceiverEvent): Promise<void> {
    const event = { ...received, ack: acknowledge(received) }
    // what people say to each other is neither answered nor kept
    if (isMessage(event.body) && saidTo(event.body) === null) return void (await event.ack())
    const id = idOf(event.body)
    if (id === null) return process(event)
    const { token: _, ...body } = event.body
    const heard = { id, kind: String(event.body.type ?? 'command'), body }
    const known = await inbox.receive(heard, clock.now()).catch((error: unknown) => {
      log.error({ err: error }, 'inbox not writable, acting without it')
      return null
    })
    if (known === null) return process(event)
    if (known === 'seen') return void (await event.ack())
    await act(id, event)
  }

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work)
    const done = () => underWay.delete(work)
    work.then(done, done)
    return work
  }

  async function again({ id, body, receivedAt }: Heard): Promise<void> {
    const isAnswerable = clock.now().getTime() - receivedAt.getTime() < ANSWERABLE_MS
    log.warn({ id, isAnswerable }, 'found unfinished in the inbox')
    if (!isAnswerable || typeof body !== 'object' || body === null) return inbox.markDone(id, clock.now())
    await act(id, { body: { ...body }, ack: async () => {} })
  }

  async function replay(left: readonly Heard[]): Promise<void> {
    for (const heard of left) {
      await again(heard).catch((error: unknown) => log.error({ err: error, id: heard.id }, 'replay failed'))
    }
  }

  app.processEvent = (event) => track(hear(event))

  return {
    left: () => inbox.unfinished(),
    replay: (left) => void track(replay(left)),
    drain: async (mostMs) => {
      let timer: NodeJS.Timeout | undefined
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, mostMs)
      })
      await Promise.race([Promise.allSettled(underWay), enough])
      clearTimeout(timer)
    },
  }
}

/** Faults under its fields: the window is open still, and will be sent again. */
function isSentBack(response: unknown): boolean {
  return sentBack.safeParse(response).success
}

const sentBack = z.looseObject({ response_action: z.literal('errors') })
const submission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string() }),
  view: z.object({ id: z.string().optional(), callback_id: z.string(), private_metadata: z.string() }),
})

function idOf(body: ReceiverEvent['body']): string | null {
  const form = submission.safeParse(body)
  if (form.success) {
    const { user, view } = form.data
    return `form:${view.id ?? digestOf([user.id, view.callback_id, view.private_metadata])}`
  }
  const id: unknown = body.event_id ?? body.trigger_id
  return typeof id === 'string' && id !== '' ? id : null
}

/** What a window was opened with tells it from all others: the address its answer goes to is in it. */
function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
