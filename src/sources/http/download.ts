import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import axios, { AxiosError } from 'axios'
import { Fault, messageOf } from '../../lib/errors.ts'
import { admit } from './address.ts'
import { refused, unreachable } from './faults.ts'
import type { HttpOptions } from './http-options.ts'
import { backOffMs, isTransient } from './retry.ts'
import { agentsOf } from './send.ts'

/** Of one file: what a platform's whole history fills, and no disk. */
const MAX_BYTES = 4 * 1024 ** 3

/** A large answer, on its way to the disk; whole or not there. */
export type Download = (request: {
  readonly url: string
  readonly signal?: AbortSignal
  readonly to: string
}) => Promise<void>

/**
 * Writes an answer to a file as it comes. It may take hours, so only a silence is held against it; a broken one
 * begins anew. No header is sent: such addresses carry their own permission.
 */
export function downloader(options: HttpOptions): Download {
  const agents = agentsOf(options)
  return async ({ url: address, to, signal }) => {
    const url = new URL(address)
    admit(url, options)
    for (let attempt = 0; ; attempt++) {
      signal?.throwIfAborted()
      const failure = await once(url, to, { agents, options, signal })
      if (!failure) return
      await rm(to, { force: true })
      signal?.throwIfAborted()
      if (!failure.again || attempt >= options.retries) throw failure.fault
      await options.sleep(backOffMs(attempt, options.chance()), signal)
    }
  }
}

interface How {
  readonly agents: ReturnType<typeof agentsOf>
  readonly options: HttpOptions
  readonly signal: AbortSignal | undefined
}

async function once(
  url: URL,
  to: string,
  { agents, options, signal }: How,
): Promise<{ readonly fault: Error; readonly again: boolean } | null> {
  const silence = new AbortController()
  const quiet = () => silence.abort()
  let timer = setTimeout(quiet, options.timeoutMs)
  let bytes = 0
  const watch = new Transform({
    transform(chunk: Buffer, _, done) {
      clearTimeout(timer)
      timer = setTimeout(quiet, options.timeoutMs)
      bytes += chunk.length
      if (bytes > MAX_BYTES) done(new Fault('The file is larger than 4 GB.', 'Ask for a shorter time.'))
      else done(null, chunk)
    },
  })
  try {
    const either = AbortSignal.any([silence.signal, ...(signal ? [signal] : [])])
    const answer = await axios.get<unknown>(url.href, {
      ...agents,
      adapter: 'http',
      headers: { 'User-Agent': options.userAgent },
      maxRedirects: 0,
      proxy: false,
      responseType: 'stream',
      signal: either,
      validateStatus: () => true,
    })
    if (!(answer.data instanceof Readable)) throw new Error('no stream came')
    if (answer.status !== 200) {
      answer.data.destroy()
      return { fault: refused(url, { status: answer.status, text: '' }), again: isTransient(answer) }
    }
    await pipeline(answer.data, watch, createWriteStream(to), { signal: either })
    const length = Number(answer.headers['content-length'])
    if (length > 0 && !answer.headers['content-encoding'] && length !== bytes)
      throw new AxiosError(`${bytes} of ${length} bytes came`, 'ECONNRESET')
    return null
  } catch (error) {
    if (error instanceof Fault) return { fault: error, again: false }
    const told = silence.signal.aborted ? `nothing came for ${options.timeoutMs} ms` : messageOf(error)
    return { fault: unreachable(url, new Error(told)), again: true }
  } finally {
    clearTimeout(timer)
  }
}
