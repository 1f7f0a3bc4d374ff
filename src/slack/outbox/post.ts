import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { chartsOf, type Level, type Payload, toBlockKit } from '../../messages/block-kit.ts'
import type { Attachment, Chart, Message } from '../../messages/message.ts'
import { chartPng } from './chart-png.ts'
import type { LevelMemory } from './levels.ts'
import { attemptCall, sayAtBest } from './simpler.ts'
import { failureOf } from './slack-errors.ts'

export interface Target {
  readonly key: string
  readonly revision: number
  readonly channelId: string
  readonly threadTs: string | null
  /** of a reply: whether the channel is shown it as well */
  readonly isBroadcast?: boolean
  /** stands there already: edit it */
  readonly ts: string | null
}

/** Where it stands now. */
interface Standing {
  readonly ts: string
  readonly channelId: string
}

export interface Poster {
  send(target: Target, message: Message): Promise<Standing>
  sendFile(target: Target, file: Attachment): Promise<Standing>
}

const posted = z.object({ ts: z.string(), channel: z.string().optional() })
const uploaded = z.object({
  files: z.array(z.object({ files: z.array(z.object({ id: z.string() })).optional() })),
})
const fileInfo = z.object({ file: z.object({ mimetype: z.string().optional() }) })

/** Posts and edits, at the best level the server takes: native chart, image, old blocks, text. */
export function createPoster(deps: {
  client: WebClient
  levels: LevelMemory
  /** what people read of commands, by the names they have here */
  names?: { in(payload: Payload): Payload }
  log: Logger
}): Poster {
  const { client, levels, names, log } = deps
  const images = new Map<string, string>()

  async function send(target: Target, message: Message): Promise<Standing> {
    const render = async (level: Level, without: ReadonlySet<string>) => {
      const isDrawn = level === 'image' || (level === 'full' && without.has('data_visualization'))
      const images = isDrawn ? await imagesOf(message) : new Map<Chart, string>()
      const payload = toBlockKit(message, { level, without, images })
      return names?.in(payload) ?? payload
    }
    const onRefused = (level: Level, error: unknown) =>
      log.warn({ key: target.key, level, err: error }, 'blocks refused, saying it more simply')
    const ladder = levels.worthTrying()
    const came = await sayAtBest({ levels, ladder, render, onRefused }, (payload) =>
      attemptCall(() => call(target, payload)),
    )
    if (came.kind === 'refused') throw came.error
    return came.value
  }

  async function call(target: Target, { text, blocks }: Payload): Promise<Standing> {
    const said = {
      channel: target.channelId,
      text,
      metadata: {
        event_type: 'floorwalker_message',
        event_payload: { key: target.key, revision: target.revision },
      },
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
      parse: 'none',
      mrkdwn: false,
    }
    if (target.ts !== null) {
      await client.apiCall('chat.update', { ...said, ts: target.ts, blocks })
      return { ts: target.ts, channelId: target.channelId }
    }
    const thread = threadOf(target)
    const body = blocks.length > 0 ? { ...said, ...thread, blocks } : { ...said, ...thread }
    const { ts, channel } = posted.parse(await client.apiCall('chat.postMessage', body))
    return { ts, channelId: channel ?? target.channelId }
  }

  /** Unshared uploads: one that is lost on the way is seen by nobody, so repeating it does no harm. */
  async function imagesOf(message: Message): Promise<Map<Chart, string>> {
    const found = new Map<Chart, string>()
    for (const chart of chartsOf(message)) {
      const id = await imageOf(chart).catch((error: unknown) => {
        log.warn({ err: error }, 'chart not uploaded, drawn as text')
        return null
      })
      if (id === null) break
      found.set(chart, id)
    }
    return found
  }

  async function imageOf(chart: Chart): Promise<string | null> {
    const print = createHash('sha256').update(JSON.stringify(chart)).digest('hex')
    const known = images.get(print)
    if (known !== undefined) return known
    const png = chartPng(chart)
    if (!png) return null
    const answer = uploaded.parse(
      await client.filesUploadV2({ file: png, filename: 'chart.png', title: chart.title.slice(0, 80) }),
    )
    const id = answer.files[0]?.files?.[0]?.id
    if (id === undefined) return null
    await ready(id)
    if (images.size > 200) images.clear()
    images.set(print, id)
    return id
  }

  /** Slack looks at an upload after it took it, and refuses a block that shows it before. */
  async function ready(id: string): Promise<void> {
    for (let tries = 0; tries < 4; tries++) {
      const { file } = fileInfo.parse(await client.apiCall('files.info', { file: id }))
      if (file.mimetype) return
      await wait(400)
    }
  }

  async function sendFile(target: Target, file: Attachment): Promise<Standing> {
    const { channelId } = target
    if (target.ts !== null) return { ts: target.ts, channelId } // a file that was shared is not taken back
    const where =
      target.threadTs === null
        ? { channel_id: channelId }
        : { channel_id: channelId, thread_ts: target.threadTs }
    try {
      await client.filesUploadV2({ ...where, content: file.content, filename: file.name, title: file.title })
      return { ts: `file:${file.name}`, channelId }
    } catch (error) {
      if (failureOf(error).kind !== 'refused') throw error
      log.warn({ key: target.key, err: error }, 'file refused, its lines are posted instead')
      return send(target, asText(file))
    }
  }

  return { send, sendFile }
}

function threadOf({ threadTs, isBroadcast }: Target) {
  return threadTs === null ? {} : { thread_ts: threadTs, ...(isBroadcast && { reply_broadcast: true }) }
}

function asText(file: Attachment): Message {
  return {
    text: file.title,
    blocks: [
      { kind: 'text', spans: [{ text: `${file.title} (${file.name})`, style: 'bold' }] },
      { kind: 'text', spans: [{ text: file.content, style: 'code' }] },
    ],
  }
}
