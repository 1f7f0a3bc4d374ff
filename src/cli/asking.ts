import { createInterface } from 'node:readline'
import { Fault } from '../lib/errors.ts'
import type { Question } from '../sources/connector.ts'

/** Questions at the terminal, or answers piped in, a line each. */
export interface Asking {
  ask(question: Question): Promise<string>
  close(): void
}

export function openAsking(): Asking {
  const lines = createInterface({ input: process.stdin })
  const answers = lines[Symbol.asyncIterator]()
  return {
    async ask({ ask, otherwise, isSecret }) {
      const hint = isSecret ? ' (its name)' : otherwise === undefined ? '' : ` [${otherwise}]`
      process.stdout.write(`${ask}${hint}: `)
      const { value, done } = await answers.next()
      const answer = done ? '' : String(value).trim()
      if (!process.stdin.isTTY) process.stdout.write('\n')
      if (answer !== '') return answer
      if (otherwise !== undefined) return otherwise
      throw new Fault('An answer is needed.', 'Nothing was saved.')
    },
    close() {
      lines.close()
      // an open input would keep the process waiting for more
      process.stdin.destroy()
    },
  }
}
