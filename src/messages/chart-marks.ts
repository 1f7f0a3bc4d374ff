import type { Chart } from './message.ts'
import type { RenderWords } from './render-words.ts'

/** Beside a category that is marked. */
export const MARK = '★'

/** `Double 11: 9 Nov to 11 Nov`: marks of one name on neighbouring categories are one. */
export function marksOf({ categories, marks = [] }: Chart, words: RenderWords): string[] {
  const runs: { label: string; first: number; last: number }[] = []
  for (const { at, label } of marks.toSorted((a, b) => a.at - b.at)) {
    const open = runs.findLast((run) => run.label === label)
    if (open && open.last >= at - 1) open.last = at
    else runs.push({ label, first: at, last: at })
  }
  return runs.map(({ label, first, last }) =>
    words.mark(label, categories[first] ?? '', categories[last] ?? ''),
  )
}
