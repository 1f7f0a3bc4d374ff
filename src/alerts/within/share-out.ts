import { type Incident, isSameAnomaly } from '../incident.ts'

/**
 * Who looks: by the day, within it, or by the rules of people. Each follows what it has opened; of the first two neither
 * tells the other's once more, and a rule is always told, for somebody wants to hear of it.
 */
export type Watcher = 'day' | 'within' | 'rules'

interface Known {
  readonly id: string
  readonly incident: Incident
}

type Held = { readonly act: 'hold'; readonly id: string | null; readonly because: string }

/** What is left for this watcher to decide about, and what the other one already tells. */
export function shareOut<O extends Known, C extends Known>(
  watcher: Watcher,
  {
    found,
    open,
    closed,
  }: { readonly found: readonly Incident[]; readonly open: readonly O[]; readonly closed: readonly C[] },
): { readonly found: readonly Incident[]; readonly open: readonly O[]; readonly held: readonly Held[] } {
  const isMine = ({ incident }: Known) => watcherOf(incident) === watcher
  // the daily watch keeps its alerts of the data and of days; what goes on within the day stays as it is told there
  const others = open.filter((one) => !isMine(one) && watcherOf(one.incident) !== 'rules')
  const told = (incident: Incident) =>
    others.some((one) => isSameAnomaly(one.incident, incident)) ||
    (watcher === 'day' &&
      closed.some(
        (one) =>
          isWithin(one.incident) &&
          one.incident.day === incident.day &&
          isSameAnomaly(one.incident, incident),
      ))
  const because = watcher === 'day' ? 'watched within the day' : 'told by the day'
  return {
    found: found.filter((incident) => !told(incident)),
    open: open.filter(isMine),
    held: [
      ...(watcher === 'day' ? others.map(({ id }): Held => ({ act: 'hold', id, because })) : []),
      ...found.filter(told).map((): Held => ({ act: 'hold', id: null, because })),
    ],
  }
}

function watcherOf(incident: Incident): Watcher {
  if (incident.kind === 'kpi' && incident.rule) return 'rules'
  return isWithin(incident) ? 'within' : 'day'
}

function isWithin(incident: Incident): boolean {
  return incident.kind === 'kpi' && incident.within !== undefined
}
