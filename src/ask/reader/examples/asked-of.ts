import type { Asked } from './asked.ts'

const OUTCOMES =
  /outcome|help|work|pay|bring|brought|result|effect|impact|came of|效果|见效|结果|有用|管用|带来|成效/u
const STATUS = /\bare you\b|status|\bjobs?\b|你还|任务|状态|正常|还活/u

/** Examples are written by command: which part of it is meant, their words say. */
export function askedOf(label: Exclude<Asked, `${string}:${string}`>, line: string): Asked {
  if (label === 'campaign') return /\b[MA]\b/u.test(line) ? 'campaign:plan' : label
  if (label === 'experiment') return /\bK\b|how long|sample|样本|多久/u.test(line) ? 'experiment:plan' : label
  if (label === 'suggestions') return OUTCOMES.test(line) ? 'suggestions:outcomes' : label
  if (label === 'help') return STATUS.test(line) ? 'help:status' : label
  return label
}
