import type { Element } from './incidents.ts'

/** What one method answers to one incident. */
export interface Answer {
  /** the places it names as the cause */
  readonly named: readonly Element[]
  /** its list, likeliest first */
  readonly ranked: readonly Element[]
}

export interface Judged {
  readonly causes: readonly Element[]
  readonly answer: Answer
}

/**
 * Over labelled elements: one is found when it is named exactly, dimensions and members. f1, precision and recall count
 * elements over all incidents; `exactSets` the incidents where what was named is all of the label and nothing else;
 * top1 and top3 those where one of the label is among the first of the list.
 */
export function scoreOf(judged: readonly Judged[]) {
  let [found, named, labelled, sets, first, three] = [0, 0, 0, 0, 0, 0]
  for (const { causes, answer } of judged) {
    const labels = new Set(causes.map(keyOf))
    const hits = answer.named.filter((one) => labels.has(keyOf(one))).length
    const listed = answer.ranked.slice(0, 3).map((one) => labels.has(keyOf(one)))
    found += hits
    named += answer.named.length
    labelled += labels.size
    sets += hits === labels.size && answer.named.length === labels.size ? 1 : 0
    first += listed[0] ? 1 : 0
    three += listed.includes(true) ? 1 : 0
  }
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  return {
    f1: share(2 * found, named + labelled),
    precision: share(found, named),
    recall: share(found, labelled),
    top1: share(first, judged.length),
    top3: share(three, judged.length),
    exactSets: share(sets, judged.length),
  }
}

function keyOf(where: Element): string {
  return Object.entries(where)
    .map(([name, member]) => `${name}=${member}`)
    .sort()
    .join('&')
}
