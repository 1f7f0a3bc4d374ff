import type { Job } from '../src/context.ts'
import { advise } from './advise.ts'
import { build } from './build.ts'
import { carryOutJob } from './carry-out.ts'
import { collect, collectEvents } from './collect.ts'
import { digest } from './digest.ts'
import { followUpJob } from './follow-up.ts'
import { forecast } from './forecast.ts'
import { monthly } from './monthly.ts'
import { oncall } from './oncall.ts'
import { outcomes } from './outcomes.ts'
import { recommend } from './recommend.ts'
import { retain } from './retain.ts'
import { serviceLevels } from './service-levels.ts'
import { tellAdmins } from './tell-admins.ts'
import { tellOthers } from './tell-others.ts'
import { train } from './train.ts'
import { watch } from './watch.ts'
import { watchToday } from './watch-today.ts'
import { weekly } from './weekly.ts'

/** Every job. */
export const jobs: readonly Job[] = [
  collectEvents,
  collect,
  build,
  watch,
  watchToday,
  oncall,
  tellOthers,
  tellAdmins,
  train,
  forecast,
  recommend,
  outcomes,
  advise,
  carryOutJob,
  followUpJob,
  serviceLevels,
  digest,
  weekly,
  monthly,
  retain,
]

/**
 * What one night runs, stage by stage: each reads what the one before it wrote; within one they run side by side,
 * as many as memory has room for.
 */
export const nightly: readonly (readonly Job[])[] = [
  [collect, collectEvents],
  [build],
  [watch, forecast, outcomes],
  [train, advise, recommend],
  [digest],
]
