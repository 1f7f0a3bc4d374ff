/** Fitted: see docs/decisions/0083. */
export const WEIGHTS: Readonly<Record<string, number>> = {}
