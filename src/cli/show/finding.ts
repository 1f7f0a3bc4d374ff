/** One line of the doctor's. */
export interface Finding {
  readonly mark: '✓' | '!' | '✗'
  readonly about: string
  readonly said: string
}
