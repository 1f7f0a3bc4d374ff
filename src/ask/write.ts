import { DIMENSIONS, type Metric } from '../metrics/metric.ts'
import type { Members } from './names.ts'

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

/** `5000`, `0.30`: two digits where there are any. */
export function writeAmount(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
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
