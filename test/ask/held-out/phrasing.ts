/**
 * What is typed, and the command it means, or either of two that mean the same ("… or …"); null is a question that no
 * command answers.
 */
export type Phrasing = readonly [said: string, means: string | null]
