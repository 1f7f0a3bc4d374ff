import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const RUN = fileURLToPath(new URL('../../support/run.js', import.meta.url))
const BOT = fileURLToPath(new URL('../../../bin/floorwalker.js', import.meta.url))

export interface Begun {
  readonly child: ChildProcess
  /** what it has written so far, on both outputs */
  all(): string
  /** resolves once it has said the word; throws when it ends before */
  said(word: string, withinMs?: number): Promise<void>
  /** calls for each whole line that it says */
  onLine(hear: (line: string) => void): void
  /** its exit code, or the signal that ended it; throws, and kills it, when it goes on */
  ended(withinMs?: number): Promise<number | string | null>
  /** at once, as a machine without power */
  kill(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

/** A script of the suite as a process of its own, with nothing of this one's environment but the path. */
export function begin(script: string, words: readonly string[], env: Environment = {}): Begun {
  return watched(spawn(process.execPath, [RUN, script, ...words], { env: ofPath(env) }))
}

/** The bot as it is started by hand: `floorwalker <words>`. */
export function beginBot(words: readonly string[], env: Environment, cwd: string): Begun {
  return watched(spawn(process.execPath, [BOT, ...words], { env: ofPath(env), cwd }))
}

const ofPath = (env: Environment) => ({ PATH: process.env.PATH ?? '', ...env })

function watched(child: ChildProcess): Begun {
  let text = ''
  let rest = ''
  const hearers: ((line: string) => void)[] = []
  const take = (part: Buffer) => {
    text += part
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) for (const hear of hearers) hear(line)
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const exit = once(child, 'exit')
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  return {
    child,
    all: () => text,
    onLine: (hear) => void hearers.push(hear),
    said: async (word, withinMs = 120_000) => {
      const until = Date.now() + withinMs
      while (!text.includes(word)) {
        if (isOver()) throw new Error(`a process ended without saying "${word}": ${text.slice(-2000)}`)
        if (Date.now() > until) throw new Error(`a process did not say "${word}": ${text.slice(-2000)}`)
        await pause(10)
      }
    },
    ended: async (withinMs = 120_000) => {
      let isLate = false
      const late = setTimeout(() => {
        isLate = true
        child.kill('SIGKILL')
      }, withinMs)
      const [code, signal] = await exit
      clearTimeout(late)
      if (isLate) throw new Error(`a process went on for ${withinMs} ms: ${text.slice(-2000)}`)
      return signal ?? code
    },
    kill: async () => {
      if (isOver()) return
      child.kill('SIGKILL')
      await exit
    },
  }
}
