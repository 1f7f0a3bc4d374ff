import { type Session, text } from './duckdb.ts'

/** How far from now the offsets are known: a process that runs longer is as right, and slower. */
const KNOWN_DAYS = 400

/** What the macro `shop_day` says of an instant `ts`, by the engine's calendar. */
export const calendarDay = (zone: string) => `cast(timezone(${text(zone)}, ts) as date)`

/**
 * Redefines the macro `shop_day` by the offsets that the shop's clock has around `now`: the engine asks its calendar for
 * every row otherwise, at ten times the cost, and still does for days further away. It is the engine that tells them:
 * Node's time zones may be those of another year.
 */
export async function fastShopDay(session: Session, zone: string, now: Date): Promise<void> {
  const [from, until] = [-KNOWN_DAYS, KNOWN_DAYS].map(
    (days) => `make_timestamptz(${now.getTime() + days * 86_400_000}000)`,
  )
  const offsets = await session.query<{ since: number; offset: number }>(
    `with days as (${turnsOf(`generate_series(${from}, ${until}, interval 1 day)`, zone)}),
     minutes as (
       ${turnsOf('generate_series(ts - interval 1 day, ts, interval 1 minute)', zone, 'from days')}
     )
     select epoch_us(ts) as since, "offset" from minutes order by ts desc`,
  )
  const cases = offsets.map(({ since, offset }) => `when ts >= make_timestamptz(${since}) then ${offset}`)
  await session.run(
    `create or replace macro shop_day(ts) as case
       when ts between make_timestamptz(${offsets.at(-1)?.since}) and ${until}
         then cast(make_timestamp(epoch_us(ts) + case ${cases.join(' ')} end) as date)
       else ${calendarDay(zone)} end`,
  )
}

/** Of instants in a row those from which the clock's offset is another than before, and the first. */
function turnsOf(instants: string, zone: string, from = ''): string {
  return `select ts, "offset" from (
      select ts, epoch_us(timezone(${text(zone)}, ts)) - epoch_us(ts) as "offset", lag("offset") over (order by ts) as earlier
      from (select unnest(${instants}) as ts ${from}) asked) told
    where earlier is null or "offset" <> earlier`
}
