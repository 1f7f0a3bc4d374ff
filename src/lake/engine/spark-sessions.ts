import type { Engine, Params, Row } from './engine.ts'
import { openSpark } from './spark.ts'
import type { SparkWords } from './spark-words.ts'

/** Sessions of a Thrift Server that know the lake's words: telling them takes longer than most questions. */
export interface SparkSessions {
  take(): Promise<Engine>
  giveBack(session: Engine): void
  close(): Promise<void>
}

export function sparkSessions(url: string, { functions, inline }: SparkWords): SparkSessions {
  const idle: Engine[] = []
  const open = async () => {
    const session = await openSpark(url)
    for (const one of functions) await session.run(`create or replace temporary function ${one}`)
    return {
      ...session,
      query: <T extends Row = Row>(sql: string, params?: Params) => session.query<T>(inline(sql), params),
      run: (sql: string, params?: Params) => session.run(inline(sql), params),
    }
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
