import type { Logger } from 'pino'
import { Histogram, type Registry } from 'prom-client'
import type { BoundCommand } from '../command.ts'
import type { Traced } from '../tracing/traced.ts'

/** How long answers take, until they are ready to be said. Counted in the process that answers. */
const seconds = new Histogram({
  name: 'floorwalker_answer_seconds',
  help: 'seconds from a question to its answer, by command and outcome (answered, failed)',
  labelNames: ['command', 'outcome'] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30],
  registers: [],
})

export function showAnswers(registry: Registry): void {
  registry.registerMetric(seconds)
}

/** The command, and its answers are timed and traced. */
export function timed(command: BoundCommand, log: Logger, traced: Traced): BoundCommand {
  return {
    ...command,
    async ask(text, asker) {
      const stop = seconds.startTimer({ command: command.name.replace('/', '') })
      try {
        const said = await traced.step(`answer ${command.name}`, { command: command.name }, () =>
          command.ask(text, asker),
        )
        const took = stop({ outcome: 'answered' })
        log.info({ command: command.name, ms: Math.round(took * 1000) }, 'answered')
        return said
      } catch (error) {
        stop({ outcome: 'failed' })
        throw error
      }
    },
  }
}
