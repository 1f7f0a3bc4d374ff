import { parseArgs } from 'node:util'
import { explain, Fault } from '../lib/errors.ts'
import { nearest } from '../lib/text.ts'
import { complain, print, release } from './terminal.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

/** Each is read only when it is asked for: nobody waits for what they did not call. */
const LOADED: Readonly<Record<keyof typeof VERBS, () => Promise<Verb>>> = {
  start: async () => (await import('./start.ts')).start,
  demo: async () => (await import('./demo.ts')).demo,
  import: async () => (await import('./import.ts')).importFolder,
  source: async () => (await import('./source.ts')).source,
  job: async () => (await import('./job.ts')).job,
  ask: async () => (await import('./ask.ts')).ask,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  erase: async () => (await import('./erase.ts')).erase,
  retain: async () => (await import('./retain.ts')).retain,
  backup: async () => (await import('./upkeep/backup.ts')).backup,
  restore: async () => (await import('./upkeep/restore.ts')).restoreBackup,
  verify: async () => (await import('./upkeep/verify.ts')).verify,
  rebuild: async () => (await import('./upkeep/rebuild.ts')).rebuild,
  doctor: async () => (await import('./doctor.ts')).doctor,
  manifest: async () => (await import('./manifest.ts')).manifest,
}

const NAMES = Object.values(VERBS).map(({ name }) => name)

type Environment = Readonly<Record<string, string | undefined>>

/** One line typed in a terminal, where this environment holds; what it ends with. */
export async function runLine(argv: readonly string[], env: Environment): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || ['help', '--help', '-h'].includes(name)) return overview()
  if (['version', '--version', '-v'].includes(name)) return version()
  const asked = NAMES.find((one) => one === name)
  if (!asked) return unknown(name)
  const verb = await LOADED[asked]()
  if (rest.includes('--help') || rest.includes('-h')) return help(verb, rest)
  try {
    const settings = await configured(verb, env)
    return settings ? await verb.run(callOf(verb, rest, { ...settings, env })) : 1
  } catch (error) {
    complain(error instanceof Fault ? explain(error) : String(error instanceof Error ? error.stack : error))
    return 1
  }
}

type Settings = Pick<Call, 'config' | 'faults'>

/** The doctor reports the faults itself; nobody else starts with one. */
async function configured(verb: Verb, env: Environment): Promise<Settings | null> {
  const [{ readConfig }, { VARIABLES }] = await Promise.all([
    import('../config/config.ts'),
    import('../config/variables.ts'),
  ])
  const result = readConfig(env)
  if (verb.name === 'doctor')
    return result.kind === 'config'
      ? { config: result.config, faults: [] }
      : { config: result.rest, faults: result.faults }
  await warnOfMisspelt(VARIABLES, env)
  if (result.kind === 'config') return { config: result.config, faults: [] }
  complain(
    `The configuration has ${result.faults.length === 1 ? 'a fault' : `${result.faults.length} faults`}:`,
  )
  for (const { variable, remedy } of result.faults) complain(`  ${variable}: ${remedy}`)
  return null
}

async function warnOfMisspelt(known: readonly string[], env: Environment): Promise<void> {
  const { misspelt, sayMisspelt } = await import('../lib/misspelt.ts')
  for (const found of misspelt(Object.keys(env), known)) if (found.isSure) complain(sayMisspelt(found))
}

function callOf(
  verb: Verb,
  argv: readonly string[],
  { env, ...settings }: Settings & { readonly env: Environment },
): Call {
  const { values, positionals } = parsed(verb, argv)
  const list = (name: string): string[] =>
    [values[name] ?? []].flat().filter((value) => typeof value === 'string')
  return {
    ...settings,
    variables: Object.keys(env),
    words: positionals,
    option: (name) => list(name).at(-1) ?? null,
    options: list,
    has: (name) => values[name] === true || list(name).length > 0,
    secret: (name) => env[name]?.trim() || null,
  }
}

function parsed(verb: Verb, argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(verb.options ?? {}).map(([name, { type, multiple }]) => [
      name,
      { type, multiple: multiple ?? false },
    ]),
  )
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    throw new Fault(wrongOption(verb, argv) ?? explain(error), `Usage: floorwalker ${verb.usage}`)
  }
}

/** Node says it in sentences of its own. Null where it is something else. */
function wrongOption(verb: Verb, argv: readonly string[]): string | null {
  const options = verb.options ?? {}
  for (const word of argv.filter((one) => one.startsWith('-'))) {
    const [name = '', value] = word.replace(/^-+/, '').split('=')
    const known = Object.hasOwn(options, name) ? options[name] : undefined
    if (!known) return unknownOption(verb.name, word, Object.keys(options))
    if (known.type === 'boolean' && value !== undefined) return `--${name} takes no value.`
    const next = argv[argv.indexOf(word) + 1]
    if (known.type === 'string' && value === undefined && (next === undefined || next.startsWith('-')))
      return `--${name} needs a value.`
  }
  return null
}

function unknownOption(verb: string, word: string, names: readonly string[]): string {
  const near = nearest(word.replace(/^-+/, ''), names)
  const known =
    names.length === 0 ? 'It takes none.' : `It takes ${names.map((name) => `--${name}`).join(', ')}.`
  const quoted = verb === 'ask' ? ' What you ask goes in quotes.' : ''
  return `${verb} has no option ${word}. ${near === null ? known : `Did you mean --${near}?`}${quoted}`
}

function version(): number {
  print(`floorwalker ${release()}`)
  return 0
}

function overview(): number {
  print('Floorwalker, the duty manager of an online marketplace.\n')
  const width = Math.max(...NAMES.map((name) => name.length))
  for (const { name, about } of Object.values(VERBS)) print(`  ${name.padEnd(width)}  ${about}`)
  print('\nfloorwalker <verb> --help shows how one is used; floorwalker --version says which this is.')
  return 0
}

function help(verb: Verb, words: readonly string[]): number {
  if (verb.help) {
    for (const line of verb.help(words)) print(line)
    return 0
  }
  print(`floorwalker ${verb.usage}\n\n${verb.about}`)
  for (const [name, option] of Object.entries(verb.options ?? {}))
    print(`  --${name.padEnd(16)} ${option.about}`)
  for (const line of verb.after ? ['', ...verb.after()] : []) print(line)
  return 0
}

function unknown(name: string): number {
  const near = nearest(name, NAMES)
  complain(
    `There is no verb "${name}".${near ? ` Did you mean "${near}"?` : ''} floorwalker --help lists them.`,
  )
  return 1
}
