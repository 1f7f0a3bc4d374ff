/** One back, one ahead or this one: `last`, `下个`. */
export function shift(said: string | undefined): number {
  if (/^(last|previous|past|上个?|上一个?|去|昨)/i.test(said ?? '')) return -1
  return /^(next|coming|下个?|下一个?|明)/i.test(said ?? '') ? 1 : 0
}
