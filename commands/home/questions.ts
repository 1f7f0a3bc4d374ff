import { parseIncident } from '../../src/alerts/incident.ts'
import { readSuggestion } from '../../src/ledger/read.ts'
import { whyLine } from '../../src/report/why-line.ts'
import type { StoredAlert } from '../../src/state/alerts.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'

/** Questions to begin with: of what is open now, so that each has an answer here. */
export function questionsFrom(
  alerts: readonly StoredAlert[],
  open: readonly StoredSuggestion[],
): readonly string[] {
  const about = ['price', 'restock'].flatMap((kind) => {
    const found = open.find((one) => one.kind === kind)
    const [product] = found ? (readSuggestion(found)?.subjects.products ?? []) : []
    return product === undefined ? [] : [`/${kind} ${product}`]
  })
  return [whyOf(alerts) ?? '/why gmv', '/kpi conversion', '/forecast gmv', ...about]
}

/** Of the KPI and the segment of the first alert. */
function whyOf(alerts: readonly StoredAlert[]): string | null {
  for (const { finding } of alerts) {
    const incident = parseIncident(finding)
    const line = incident.kind === 'kpi' ? whyLine(incident) : null
    if (line !== null) return line
  }
  return null
}
