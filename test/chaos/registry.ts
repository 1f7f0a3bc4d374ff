import type { Scenario } from './scenario.ts'
import { kills } from './scenarios/kills.ts'
import { pace } from './scenarios/pace.ts'
import { posts } from './scenarios/posts.ts'
import { socketOutage } from './scenarios/socket-outage.ts'

/** In the order they are run. */
export const scenarios: readonly Scenario[] = [kills, posts, pace, socketOutage]
