export interface HttpOptions {
  readonly userAgent: string
  /** for one attempt, from the first byte sent to the last received */
  readonly timeoutMs: number
  readonly maxBytes: number
  /** attempts after the first */
  readonly retries: number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly now: () => Date
  /** uniform in [0, 1): the jitter of the back-off */
  readonly chance: () => number
  /** the only hosts that may be asked, also after a redirect; absent: any */
  readonly hosts?: readonly string[]
  /** let addresses of this machine and its network be asked; they are refused after DNS otherwise */
  readonly allowPrivate?: boolean
  /** those of them that may be asked all the same, by the name or the address they are asked at */
  readonly privateHosts?: readonly string[]
}
