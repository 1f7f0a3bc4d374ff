import { alertsOpenedIn, type Feedback } from '../../state/alerts.ts'
import type { State } from '../../state/database/state.ts'
import { DATA, parseIncident } from '../incident.ts'

/** What people said of the alerts of a rule, or of those the watch told of a KPI by itself. */
export interface Rated {
  /** the family of a rule, else the KPI */
  readonly of: string
  readonly fired: number
  readonly rated: number
  readonly useful: number
}

const DAYS = 180

/** Useful of all that were rated; null where none was. */
export function precisionOf({ rated, useful }: Pick<Rated, 'rated' | 'useful'>): number | null {
  return rated === 0 ? null : useful / rated
}

/** Of the alerts of the last half year, those with the most first. */
export async function ratings(state: Pick<State, 'read'>, now: Date): Promise<Rated[]> {
  const from = new Date(now.getTime() - DAYS * 86_400_000)
  const alerts = await alertsOpenedIn(state, { from, to: new Date(now.getTime() + 1) })
  const said = alerts.map(({ finding, feedback }) => {
    const incident = parseIncident(finding)
    const of = incident.kind === 'data' ? DATA : incident.rule ? incident.family : incident.kpi
    return { of, feedback }
  })
  return rate(said)
}

function rate(said: readonly { readonly of: string; readonly feedback: Feedback | null }[]): Rated[] {
  const names = [...new Set(said.map(({ of }) => of))]
  const all = names.map((of) => {
    const own = said.filter((one) => one.of === of)
    const rated = own.filter(({ feedback }) => feedback !== null)
    const useful = rated.filter(({ feedback }) => feedback === 'useful')
    return { of, fired: own.length, rated: rated.length, useful: useful.length }
  })
  return all.toSorted((a, b) => b.fired - a.fired)
}

export function ratedOf(all: readonly Rated[], of: string): Rated {
  return all.find((one) => one.of === of) ?? { of, fired: 0, rated: 0, useful: 0 }
}
