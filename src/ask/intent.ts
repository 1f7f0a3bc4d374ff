import { CUES, type Intent } from './lexicon/intents.ts'
import { SOLD } from './lexicon/kpis.ts'
import { anywhere, matchesIn, strike, wholeWords } from './masked.ts'

const cues = CUES.map(({ intent, english, chinese, englishFillers = '', chineseFillers = '' }) => ({
  intent,
  english: wholeWords(english),
  chinese: anywhere(chinese),
  fillers: wholeWords(englishFillers === '' ? '(?!)' : englishFillers),
  chineseFillers: chineseFillers.split('|').filter(Boolean),
}))

/** What asks for a figure's past or future wins where a KPI is named: a campaign in it is then a circumstance. */
const OF_A_KPI: readonly Intent[] = ['why', 'forecast']

/** What is wanted, by the words that give it away; null where none does. */
export function intentIn(text: string, { namesKpi }: { readonly namesKpi: boolean }): Intent | null {
  const named = cues.filter(({ english, chinese }) => isIn(text, english) || isIn(text, chinese))
  const has = (intent: Intent) => named.some((one) => one.intent === intent)
  if (has('experiment')) return 'experiment'
  const ofKpi = OF_A_KPI.find(has)
  if (namesKpi && ofKpi && !has('restock')) return ofKpi
  return named.find(({ intent }) => !OF_A_KPI.includes(intent))?.intent ?? ofKpi ?? (namesKpi ? 'kpi' : null)
}

/** The KPI of "how much did we sell": money, or pieces. */
export function soldIn(text: string): 'gmv' | 'units' | null {
  if (SOLD.money.some((source) => new RegExp(source, 'iu').test(text))) return 'gmv'
  return SOLD.pieces.some((source) => new RegExp(source, 'iu').test(text)) ? 'units' : null
}

/** Takes out the words that an intent is asked with. */
export function withoutCues(text: string, intent: Intent): string {
  const cue = cues.find((one) => one.intent === intent)
  if (!cue) return text
  const bare = [cue.english, cue.chinese, cue.fillers].reduce((rest, one) => strike(rest, one).text, text)
  return cue.chineseFillers
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => strike(rest, anywhere(word)).text, bare)
}

function isIn(text: string, pattern: RegExp): boolean {
  return matchesIn(text, pattern).length > 0
}
