import type { Scenario } from './scenario.ts'
import { clocks } from './scenarios/clocks.ts'
import { cutFiles } from './scenarios/cut-files.ts'
import { diskFull } from './scenarios/disk-full.ts'
import { kills, replicas } from './scenarios/kills.ts'
import { pace } from './scenarios/pace.ts'
import { postgresGone } from './scenarios/postgres-gone.ts'
import { posts } from './scenarios/posts.ts'
import { socketOutage } from './scenarios/socket-outage.ts'
import { sqliteLocked } from './scenarios/sqlite-locked.ts'
import { writeBacks } from './scenarios/write-backs.ts'

/** In the order they are run. */
export const scenarios: readonly Scenario[] = [
  kills,
  replicas,
  posts,
  pace,
  socketOutage,
  postgresGone,
  clocks,
  sqliteLocked,
  diskFull,
  cutFiles,
  writeBacks,
]
