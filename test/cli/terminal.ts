import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runLine } from '../../src/cli/line.ts'

const BIN = fileURLToPath(new URL('../../bin/floorwalker.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Types a line in a terminal: a real process with the environment given and nothing of the tester's own. */
export function floorwalker(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
  typed: readonly string[] = [],
): Promise<Ended> {
  const { child, ended } = typedIn(words, env, cwd)
  child.stdin.end(typed.map((line) => `${line}\n`).join(''))
  return ended
}

/** Types a line and waits until it has said so; `stop` is Ctrl-C. */
export async function floorwalkerUntil(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  said: RegExp,
): Promise<{ readonly out: string; stop(): Promise<Ended> }> {
  const { child, ended, heard } = typedIn(words, env, process.cwd())
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (said.test(heard.out)) resolve()
    })
    void ended.then(({ code, err }) => reject(new Error(`ended with ${code}: ${err}`)), reject)
  })
  return {
    out: heard.out,
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

function typedIn(words: readonly string[], env: Readonly<Record<string, string>>, cwd: string) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [BIN, ...words], {
    cwd,
    env: { PATH, HOME, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => {})
  const heard = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.err += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...heard }))
  })
  return { child, ended, heard }
}

/**
 * The same line in this process, for what does not hang on one of its own: a start costs a second of CPU. Of each verb
 * some lines are typed in a real one.
 */
export async function typedHere(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const said = { out: '', err: '' }
  const streams = [
    ['out', process.stdout],
    ['err', process.stderr],
  ] as const
  const writes = streams.map(([, stream]) => stream.write)
  for (const [name, stream] of streams)
    stream.write = (text: string | Uint8Array) => {
      said[name] += typeof text === 'string' ? text : Buffer.from(text).toString('utf8')
      return true
    }
  try {
    const { PATH = '', HOME = '' } = process.env
    const code = await runLine(words, { PATH, HOME, ...env })
    return { code, ...said }
  } finally {
    for (const [i, [, stream]] of streams.entries()) stream.write = writes[i] ?? stream.write
  }
}
