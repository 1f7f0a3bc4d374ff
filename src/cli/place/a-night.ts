import { collect } from '../../../jobs/collect.ts'
import { nightly } from '../../../jobs/registry.ts'
import type { App } from '../../app.ts'
import type { Chat } from '../../chat.ts'
import type { Progress, Summary } from '../../context.ts'
import { instantOf } from '../../lib/days.ts'
import { runJob } from '../../scheduler.ts'
import { BREAKFAST, type DemoPlace } from './demo-place.ts'

/** What the page says of a job while the demo is prepared. */
const DOING: Readonly<Record<string, string>> = {
  collect: 'collecting the data of the shop',
  build: 'building tables and KPIs',
  watch: 'looking for anomalies',
  forecast: 'forecasting every KPI',
  outcomes: 'measuring outcomes',
  train: 'learning what makes sessions buy',
  advise: 'working out suggestions',
  recommend: 'learning what is bought together',
  digest: 'writing the digest',
}

export interface Night {
  readonly place: DemoPlace
  /** hears how far it is */
  readonly listen: (listener: Progress) => void
  readonly show: Chat['working']
  readonly onCollected?: () => Promise<void>
}

/** Every nightly job once, for this morning's slot, stage by stage; what they said in the order of the night. */
export async function aNight(
  { ctx }: App,
  { place, onCollected, listen, show }: Night,
): Promise<Summary['said'] & object> {
  const { today: day } = place
  const at = instantOf(day, BREAKFAST, ctx.config.shop.zone)
  const said = []
  for (const [step, stage] of nightly.entries()) {
    const work = {
      step: step + 1,
      of: nightly.length,
      doing: stage.map(({ name }) => DOING[name] ?? name).join(', '),
    }
    show(work)
    listen((what, count, of) => show({ ...work, done: { what, count, of } }))
    const summaries = await Promise.all(stage.map((job) => runJob(ctx, job, { at, day })))
    for (const [i, job] of stage.entries())
      for (const summary of summaries[i] ?? []) {
        ctx.log.info({ job: job.name, ...summary.counts }, summary.text)
        said.push(...(summary.said ?? []))
      }
    if (stage.includes(collect)) await onCollected?.()
  }
  listen(() => {})
  show(null)
  return said
}
