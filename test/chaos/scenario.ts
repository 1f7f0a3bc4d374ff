/** How much of a scenario is run: what the gate has time for, what `npm run chaos` does, or all that is claimed. */
export type Size = 'quick' | 'usual' | 'full'

export interface Setting {
  readonly seed: number
  readonly size: Size
  /** an empty folder, removed afterwards */
  readonly dir: string
  /** while it runs, for whoever waits */
  readonly note: (text: string) => void
}

/** What was counted, and what should not have happened: none means that it held. */
export interface Outcome {
  readonly figures: Readonly<Record<string, number | string>>
  readonly faults: readonly string[]
}

export interface Scenario {
  readonly name: string
  readonly about: string
  /** why it cannot run on this machine; null where it can */
  missing?(): Promise<string | null>
  run(setting: Setting): Promise<Outcome>
}

/** As much as the size asks for. */
export function sized<T>(size: Size, of: Readonly<Record<Size, T>>): T {
  return of[size]
}
