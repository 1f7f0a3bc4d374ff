import { judge } from './judge.ts'
import { readSource } from './read-source.ts'

/** What the guard says of a small made-up tree. */
export const judged = (tree: Readonly<Record<string, string>>) =>
  judge(Object.entries(tree).map(([path, text]) => readSource(path, text)))
