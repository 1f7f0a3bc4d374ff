import type { IncomingHttpHeaders } from 'node:http'

/** What a platform says has changed: a source, and the id of one of its elements. */
export interface Hint {
  readonly source: string
  readonly id: string
}

/** A hint as it is kept: `times` tells it from the same one given again meanwhile. */
export interface KeptHint extends Hint {
  readonly times: number
  readonly at: Date
}

/** The hints of all replicas: given by whichever was told, read by the one that collects. */
export interface Hints {
  give(hints: readonly Hint[]): Promise<void>
  /** the oldest first */
  of(source: string): Promise<readonly KeptHint[]>
  /** they have been followed; one that was given again since has not */
  done(hints: readonly KeptHint[]): Promise<void>
}

/** How a platform sends word of changes. The word is a hint: what changed is asked of the platform itself. */
export interface Webhooks {
  /** what they are sent to: /v1/webhooks/<feed> */
  readonly feed: string
  readonly secret: string
  /** the header with the base64 of the HMAC-SHA256 of the body */
  readonly signature: string
  /** what is sent once, unsigned, to see whether somebody is there */
  readonly isPing?: (body: string) => boolean
  hints(headers: IncomingHttpHeaders, body: unknown): readonly Hint[]
}
