import { readFileSync } from 'node:fs'
import { MultiBar, Presets, type SingleBar } from 'cli-progress'
import type { Progress } from '../context.ts'

/** Everything a verb prints. Answers go to standard output; progress and faults to standard error. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** which release this is */
export function release(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version
}

export interface ProgressBars {
  readonly progress: Progress
  stop(): void
}

/** A bar a step where a person watches; elsewhere one line when a step ends. */
export function progressBars(isQuiet = false): ProgressBars {
  if (isQuiet) return { progress: () => {}, stop: () => {} }
  return process.stderr.isTTY ? drawnBars() : loggedSteps()
}

function drawnBars(): ProgressBars {
  const bars = new MultiBar(
    { format: '{step} {bar} {value}/{total}', hideCursor: true, stream: process.stderr },
    Presets.rect,
  )
  const byStep = new Map<string, SingleBar>()
  return {
    progress: (step, done, total) => {
      const bar = byStep.get(step) ?? bars.create(total, 0, { step: step.padEnd(28) })
      byStep.set(step, bar)
      bar.setTotal(Math.max(total, done))
      bar.update(done)
    },
    stop: () => bars.stop(),
  }
}

function loggedSteps(): ProgressBars {
  const ended = new Set<string>()
  return {
    progress: (step, done, total) => {
      if (done < total || ended.has(step)) return
      ended.add(step)
      complain(`${step}: ${total.toLocaleString('en-US')} done`)
    },
    stop: () => {},
  }
}
