import { wallClock } from '../../lib/days.ts'
import { ZONE } from '../market/calendar.ts'

const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/**
 * Writes instants (epoch seconds) as the platforms do: one the shop's clock with its offset, the other UTC.
 * Half a million are written a run, so days and offsets are looked up once each.
 */
export function stamps(): (platform: number, at: number | null) => string | null {
  const days = new Map<number, string>()
  const offsets = new Map<number, number>()

  const clock = (at: number) => {
    const day = Math.floor(at / 86_400)
    let date = days.get(day)
    if (date === undefined) {
      date = new Date(day * 86_400_000).toISOString().slice(0, 11)
      days.set(day, date)
    }
    const second = at - day * 86_400
    return `${date}${TWO[Math.floor(second / 3600)]}:${TWO[Math.floor(second / 60) % 60]}:${TWO[second % 60]}`
  }
  /** minutes east of UTC; it changes on whole hours only */
  const offsetAt = (at: number) => {
    const hour = Math.floor(at / 3600)
    let offset = offsets.get(hour)
    if (offset === undefined) {
      const { day, minute } = wallClock(new Date(hour * 3_600_000), ZONE)
      offset = Date.parse(day) / 60_000 + minute - hour * 60
      offsets.set(hour, offset)
    }
    return offset
  }

  return (platform, at) => {
    if (at === null) return null
    if (platform === 1) return `${clock(at)}Z`
    const offset = offsetAt(at)
    return `${clock(at + offset * 60)}${offset < 0 ? '-' : '+'}${TWO[Math.abs(offset) / 60]}:00`
  }
}
