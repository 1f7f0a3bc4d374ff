import type { Config, ConfigFault } from '../config/config.ts'

/** What is said of a verb before its code is loaded. */
export interface About {
  readonly name: string
  readonly usage: string
  readonly about: string
}

/** One thing the terminal can do: the same capability the bot has, for a person or a script. */
export interface Verb extends About {
  /** option name -> what it takes; `string` options may be repeated */
  readonly options?: Readonly<
    Record<string, { type: 'string' | 'boolean'; about: string; multiple?: boolean }>
  >
  /** lines below the options, such as the names that may be given */
  after?(): readonly string[]
  /** where one verb does several things: the help for what was typed after it */
  help?(words: readonly string[]): readonly string[]
  run(call: Call): Promise<number>
}

/** What was typed, taken apart. */
export interface Call {
  readonly config: Config
  /** what is wrong with the settings: only the doctor is called with any, and `config` is then the rest of them */
  readonly faults: readonly ConfigFault[]
  /** the names of what the environment holds */
  readonly variables: readonly string[]
  readonly words: readonly string[]
  option(name: string): string | null
  options(name: string): readonly string[]
  has(name: string): boolean
  /** a variable of the environment by name, for tokens that a feed names */
  secret(name: string): string | null
}
