import type { Chart } from './message.ts'
import { isFigure } from './text-grid.ts'

/** The chart for who cannot see it: of each series its range and where it ends. */
export function chartWords({ title, categories, series, unit }: Chart): string {
  const show = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  const lines = series.map(({ label, values }) => {
    const known = values.filter(isFigure)
    const last = known.at(-1)
    if (last === undefined) return `${label}: no values.`
    return `${label}: ${show(Math.min(...known))} to ${show(Math.max(...known))}, last ${show(last)}.`
  })
  const ends = categories.length > 1 ? ` From ${categories[0]} to ${categories.at(-1)}.` : ''
  return [`${title || 'Chart'}${unit ? ` (${unit})` : ''}.${ends}`, ...lines].join(' ')
}
