import type { Message, Text } from '../messages/message.ts'
import type { Locale } from '../report/words/locale.ts'

/** What a first day is made of, in its order. */
const STEPS = ['connect', 'collect', 'build', 'judge', 'advise', 'digest'] as const
export type Step = (typeof STEPS)[number]

export interface Standing {
  readonly shop: string
  /** what is under way; null when all is done */
  readonly step: Step | null
  readonly rows: number
  /** of what the sources hold, as far as they say; null where they do not */
  readonly share: number | null
  /** the first day there is data of */
  readonly from: string | null
  readonly minutes: number
  /** nothing came: why, by source */
  readonly noData: readonly string[] | null
}

/** One message that is edited: what is done, what is under way and how far, what is to come. */
export function sayFirstDay(now: Standing, { words }: Locale): Message {
  const said = words.firstDay
  const at = now.step === null ? STEPS.length : STEPS.indexOf(now.step)
  const title = now.step === null ? said.ready(now.shop) : said.title(now.shop)
  const items = STEPS.map((step, i): Text => {
    const name = said.steps[step]
    const detail = detailOf(step, now, said)
    const words = detail === null ? name : `${name}: ${detail}`
    if (i < at) return `✓ ${words}`
    return i === at ? [{ text: `▶ ${words}`, style: 'bold' }] : `○ ${words}`
  })
  const last = now.noData ? said.noData(now.noData) : now.step === null ? said.took(now.minutes) : null
  return {
    text: [title, last ?? said.steps[now.step ?? 'digest']].join(' · '),
    blocks: [
      { kind: 'header', text: title },
      ...items.map((spans) => ({ kind: 'text' as const, spans })),
      ...(last === null ? [] : [{ kind: 'context' as const, spans: last }]),
    ],
  }
}

function detailOf(step: Step, now: Standing, said: Locale['words']['firstDay']): string | null {
  if (step === 'collect' && now.rows > 0) return said.reading(now)
  return step === 'build' && now.from !== null ? said.from(now.from) : null
}
