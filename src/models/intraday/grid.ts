/** Intervals of one length that follow each other, by the clock of the shop. Shared by all series of a shop. */
export interface Grid {
  /** of each interval: its place in the week by the wall clock, from Monday's first on */
  readonly weekSlot: Int16Array
  /** of each interval: its day, counted from any first one */
  readonly day: Int32Array
  /** of each interval: the first one of its day */
  readonly dayFrom: Int32Array
  readonly slotsADay: number
  /** 1 on days with a name of their own (holiday, promotion), whose level earlier days do not tell */
  readonly isNamed: Uint8Array
}

/** Counts of one series on the grid; NaN where nothing is known. */
export type Counts = Float64Array

export function gridFrom(slotsADay: number, slots: Pick<Grid, 'weekSlot' | 'day' | 'isNamed'>): Grid {
  const { day } = slots
  const dayFrom = new Int32Array(day.length)
  for (let at = 1; at < day.length; at++) dayFrom[at] = day[at] === day[at - 1] ? (dayFrom[at - 1] ?? 0) : at
  return { ...slots, dayFrom, slotsADay }
}

/** The intervals from one on up to another, as a grid of their own. */
export function cutGrid({ weekSlot, day, isNamed, slotsADay }: Grid, from: number, to: number): Grid {
  return gridFrom(slotsADay, {
    weekSlot: weekSlot.subarray(from, to),
    day: day.subarray(from, to),
    isNamed: isNamed.subarray(from, to),
  })
}
