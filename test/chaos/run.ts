import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { scenarios } from './registry.ts'
import type { Outcome, Scenario, Setting, Size } from './scenario.ts'

/**
 * `npm run chaos`: every scenario, one after the other, each by the seed that is printed first. `--only a,b` runs those,
 * `--quick` what the gate has time for, `--full` all that docs/reliability.md claims. Ends with 1 when something did not hold.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
})
const seed = values.seed === undefined ? randomInt(1, 1_000_000) : Number(values.seed)
const size: Size = values.full ? 'full' : values.quick ? 'quick' : 'usual'
const names = values.only?.split(',') ?? scenarios.map(({ name }) => name)
const unknown = names.filter((name) => !scenarios.some((one) => one.name === name))
if (unknown.length > 0 || !Number.isSafeInteger(seed)) {
  for (const { name, about } of scenarios) console.error(`  ${name.padEnd(16)} ${about}`)
  console.error(
    unknown.length > 0 ? `There is no scenario ${unknown.join(', ')}.` : '--seed takes a whole number.',
  )
  process.exit(1)
}

console.log(`seed ${seed}, ${size}`)
const verdicts: boolean[] = []
for (const scenario of scenarios.filter(({ name }) => names.includes(name)))
  verdicts.push(await held(scenario))
process.exitCode = verdicts.every(Boolean) ? 0 : 1

/** Runs one and says what came of it, in a line. */
async function held(scenario: Scenario): Promise<boolean> {
  const name = scenario.name.padEnd(16)
  const missing = (await scenario.missing?.()) ?? null
  if (missing !== null) {
    console.log(`${name} not run: ${missing}`)
    return true
  }
  const dir = await mkdtemp(join(tmpdir(), `chaos-${scenario.name}-`))
  const from = performance.now()
  const note = (text: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${name} ${text}\r`)
  }
  const { figures, faults } = await outcomeOf(scenario, { seed, size, dir, note })
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  const said = Object.entries(figures).map(([what, figure]) => `${what} ${figure}`)
  console.log(`${name} ${faults.length === 0 ? 'held' : 'FAILED'} in ${seconds} s: ${said.join(', ')}`)
  for (const fault of faults) console.log(`${' '.repeat(16)} ✗ ${fault}`)
  if (faults.length === 0) await rm(dir, { recursive: true, force: true })
  else console.log(`${' '.repeat(16)} left in ${dir}`)
  return faults.length === 0
}

async function outcomeOf(scenario: Scenario, setting: Setting): Promise<Outcome> {
  try {
    return await scenario.run(setting)
  } catch (error) {
    return { figures: {}, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }
  }
}
