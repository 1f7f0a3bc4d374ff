import type { Intent } from './lexicon/intents.ts'
import { type Line, type NoLine, notLately, notToday, unusedBut } from './line.ts'
import { forecastLine, kpiOnlyLine, lookBackLine } from './lines-of-kpis.ts'
import { campaignLine, experimentLine } from './lines-of-plans.ts'
import { priceLine, recommendLine, restockLine } from './lines-of-products.ts'
import type { Reading } from './reading.ts'
import type { Known } from './vocabulary.ts'
import { writeLine } from './write.ts'

type Write = (reading: Reading, known: Known) => Line | NoLine

const LINES: Readonly<Record<Intent, Write>> = {
  kpi: (reading, known) => lookBackLine('/kpi', reading, known),
  why: (reading, known) => lookBackLine('/why', reading, known),
  forecast: forecastLine,
  explore: (reading) => kpiOnlyLine('/explore', reading),
  price: priceLine,
  restock: restockLine,
  recommend: recommendLine,
  campaign: campaignLine,
  experiment: experimentLine,
  // what began last night is open now, or is not wrong any more
  alerts: (reading, known) => bare('/alerts', { ...reading, ...notLately(reading, known) }, known),
  suggestions: (reading, known) => bare('/actions', reading, known),
  sources: (reading, known) => bare('/sources', reading, known),
  help: (reading, known) => bare('/floorwalker help', reading, known),
}

export function lineOf(reading: Reading, known: Known): Line | NoLine {
  const { intent, faults } = reading
  const [fault] = faults
  if (fault?.kind === 'two')
    return { fault: { code: 'twoMembers', dimension: fault.dimension, members: fault.members } }
  if (fault) return { fault: { code: 'unknownMember', dimension: fault.dimension, typed: fault.typed } }
  const missing = reading.periods.find((one) => one.kind === 'no-such-day')
  if (missing) return { fault: { code: 'noSuchDay', typed: missing.said } }
  if (intent === null) return { fault: { code: 'noQuestion' }, isVague: true }
  return LINES[intent](reading, known)
}

/** Today and now say nothing where the answer is always that of today. */
function bare(command: string, reading: Reading, known: Known): Line {
  return { line: writeLine(command), unused: unusedBut({ ...reading, ...notToday(reading, known) }, []) }
}
