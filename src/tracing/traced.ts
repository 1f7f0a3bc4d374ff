/** What is known of a step besides its name: counts, names and ids, never what people or shops wrote. */
type Attributes = Readonly<Record<string, string | number>>

/** Follows what the bot does, step by step, for whoever looks into it; each step knows within which other it is done. */
export interface Traced {
  /** `work` as a step */
  step<T>(
    name: string,
    attributes: Attributes,
    work: () => Promise<T>,
    more?: {
      /** what came of it */
      readonly came?: (result: T) => Attributes
      /** the step that led to it, as `current` gave it elsewhere */
      readonly from?: string | null
    },
  ): Promise<T>
  /** the step that is done now, to be continued by another process: W3C's traceparent */
  current(): string | null
}

/** Nobody looks: nothing is kept. */
export const UNTRACED: Traced = { step: (_name, _attributes, work) => work(), current: () => null }
