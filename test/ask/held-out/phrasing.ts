/** What is typed, and the command it means; null is a question that no command answers. */
export type Phrasing = readonly [said: string, means: string | null]
