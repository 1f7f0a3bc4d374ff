import { DIMENSIONS, type Metric } from '../metrics/metric.ts'
import type { Members } from './names/read-names.ts'

/** `platform=bazario category="Home & Living"`: in one order, quoted where a space would end it. */
export function writeMembers(members: Members): string {
  return DIMENSIONS.flatMap((dimension) => {
    const member = members[dimension]
    return member === undefined ? [] : [`${dimension}=${quoted(member)}`]
  }).join(' ')
}

export function quoted(name: string): string {
  return /\s/u.test(name) ? `"${name}"` : name
}

/** `5000`, `0.30`: two digits where there are any, four where there are more: three after a dot may be thousands. */
export function writeAmount(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return value.toFixed(Math.abs(value * 100 - Math.round(value * 100)) < 1e-6 ? 2 : 4)
}

export function writeChange(percent: number): string {
  return `${percent > 0 ? '+' : ''}${percent}%`
}

/** `/kpi gmv platform=bazario 2026-10`. */
export function writeLine(command: string, ...parts: readonly (string | Metric | null)[]): string {
  return [
    command,
    ...parts.flatMap((part) =>
      part === null || part === '' ? [] : [typeof part === 'string' ? part : part.name],
    ),
  ].join(' ')
}
