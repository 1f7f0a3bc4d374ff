/** One line of a check: well, worth knowing, or broken and then how to get it back. */
export interface Checked {
  readonly mark: '✓' | '!' | '✗'
  readonly about: string
  readonly said: string
  readonly back: string | null
}

export function fault(about: string, said: string, back: string): Checked {
  return { mark: '✗', about, said, back }
}

export const fine = (about: string, said: string): Checked => ({ mark: '✓', about, said, back: null })
export const note = (about: string, said: string): Checked => ({ mark: '!', about, said, back: null })

export const FROM_BACKUP = 'Move DATA_DIR away and restore the latest backup: floorwalker restore <file>.'
