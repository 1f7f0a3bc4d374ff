import type { Engine } from './engine.ts'
import { openSpark } from './spark.ts'

/** Sessions of a Thrift Server that know the lake's words: telling them takes longer than most questions. */
export interface SparkSessions {
  take(): Promise<Engine>
  giveBack(session: Engine): void
  close(): Promise<void>
}

export function sparkSessions(url: string, words: readonly string[]): SparkSessions {
  const idle: Engine[] = []
  const open = async () => {
    const session = await openSpark(url)
    for (const word of words) await session.run(`create or replace temporary function ${word}`)
    return session
  }
  return {
    async take() {
      for (let known = idle.pop(); known; known = idle.pop()) {
        // the server may have been started anew, or have closed what stood idle
        if (await known.query('select 1 as one').catch(() => null)) return known
        await known.close()
      }
      return open()
    },
    giveBack(session) {
      idle.push(session)
    },
    async close() {
      for (const session of idle.splice(0)) await session.close()
    },
  }
}
