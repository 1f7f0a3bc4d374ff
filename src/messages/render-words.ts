import type { Language } from '../lib/language.ts'
import { plural } from '../lib/text.ts'

/** What the renderers add of their own: what was cut, and a chart for who cannot see it. */
export interface RenderWords {
  readonly chart: string
  readonly table: string
  readonly noData: string
  /** lowest, highest and last value of a series */
  readonly extent: (low: string, high: string, last: string) => string
  readonly series: (label: string, extent: string) => string
  readonly noValues: (label: string) => string
  readonly named: (title: string, unit: string | undefined) => string
  readonly fromTo: (first: string, last: string) => string
  readonly span: (first: string, last: string, points: number) => string
  readonly more: (count: number) => string
  readonly moreCells: (rows: number, columns: number) => string
  readonly moreParts: (count: number) => string
  readonly pointsLeftOut: (count: number) => string
  readonly seriesLeftOut: (labels: readonly string[]) => string
  readonly means: (count: number, size: number) => string
  readonly shows: (
    some: readonly { what: 'points' | 'series' | 'slices'; shown: number; all: number }[],
  ) => string
  /** holidays and promotions: each with its first and last category */
  readonly marks: (marks: readonly string[]) => string
  readonly mark: (label: string, first: string, last: string) => string
  readonly range: string
  /** leaves a form, or what is asked again */
  readonly cancel: string
  readonly pleaseConfirm: string
}

const english: RenderWords = {
  chart: 'Chart',
  table: 'Table',
  noData: 'no data',
  extent: (low, high, last) => `${low} to ${high}, last ${last}`,
  series: (label, extent) => `${label}: ${extent}.`,
  noValues: (label) => `${label}: no values.`,
  named: (title, unit) => `${title}${unit ? ` (${unit})` : ''}.`,
  fromTo: (first, last) => ` From ${first} to ${last}.`,
  span: (first, last, points) => `${first} … ${last}, ${plural(points, 'point')}`,
  more: (count) => `… ${count} more`,
  moreCells: (rows, columns) =>
    `… ${[...(rows > 0 ? [plural(rows, 'more row')] : []), ...(columns > 0 ? [plural(columns, 'more column')] : [])].join(' and ')}`,
  moreParts: (count) => `… ${plural(count, 'more part')} not shown`,
  pointsLeftOut: (count) => `${plural(count, 'point')} without data left out.`,
  seriesLeftOut: (labels) => `Not known for every point, so left out: ${labels.join(', ')}.`,
  means: (count, size) => `All ${count} points are in it, each drawn point as the mean of up to ${size}.`,
  shows: (some) =>
    `The chart shows ${some.map(({ what, shown, all }) => `${shown} of ${all} ${what}`).join(' and ')}.`,
  marks: (marks) => `★ ${marks.join('; ')}.`,
  mark: (label, first, last) => `${label}: ${first === last ? first : `${first} to ${last}`}`,
  range: 'Range',
  cancel: 'Cancel',
  pleaseConfirm: 'Please confirm',
}

const CHINESE_PARTS = { points: '个点', series: '条线', slices: '块' } as const

const chinese: RenderWords = {
  chart: '图表',
  table: '表格',
  noData: '无数据',
  extent: (low, high, last) => `${low} 至 ${high}，最近 ${last}`,
  series: (label, extent) => `${label}：${extent}。`,
  noValues: (label) => `${label}：无数据。`,
  named: (title, unit) => `${title}${unit ? `（${unit}）` : ''}。`,
  fromTo: (first, last) => `${first}至${last}。`,
  span: (first, last, points) => `${first} … ${last}，${points} 个点`,
  more: (count) => `… 另有 ${count} 项`,
  moreCells: (rows, columns) =>
    `… 另有 ${[...(rows > 0 ? [`${rows} 行`] : []), ...(columns > 0 ? [`${columns} 列`] : [])].join('、')}`,
  moreParts: (count) => `… 另有 ${count} 部分未显示`,
  pointsLeftOut: (count) => `${count} 个没有数据的点未画出。`,
  seriesLeftOut: (labels) => `数据不全，未画出：${labels.join('、')}。`,
  means: (count, size) => `包含全部 ${count} 个点，图中每个点是最多 ${size} 个点的平均值。`,
  shows: (some) =>
    `图中显示 ${some.map(({ what, shown, all }) => `${all} ${CHINESE_PARTS[what]}中的 ${shown} ${CHINESE_PARTS[what]}`).join('，')}。`,
  marks: (marks) => `★ ${marks.join('；')}。`,
  mark: (label, first, last) => `${label}：${first === last ? first : `${first}至${last}`}`,
  range: '区间',
  cancel: '取消',
  pleaseConfirm: '请确认',
}

const WORDS: Readonly<Record<Language, RenderWords>> = { en: english, zh: chinese }

export function renderWords(language: Language = 'en'): RenderWords {
  return WORDS[language]
}
