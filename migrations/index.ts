import { feedFirstTried } from './0018-feed-first-tried.ts'
import { sourceHints } from './0019-source-hints.ts'
import { outboxLimited } from './0020-outbox-limited.ts'
import { alertLife } from './0021-alert-life.ts'
import { alertPosts } from './0022-alert-posts.ts'
import { targets } from './0023-targets.ts'
import { marks } from './0024-marks.ts'
import { writeBacks } from './0025-write-backs.ts'
import { subscriptionsOfPeople } from './0026-subscriptions.ts'
import { channelPace } from './0027-channel-pace.ts'
import { troubles } from './0028-troubles.ts'
import { alertSuggestions } from './0029-alert-suggestions.ts'
import { alertRules } from './0030-alert-rules.ts'
import { outboxTrace } from './0031-outbox-trace.ts'
import { shopDays } from './0032-shop-days.ts'
import { followUpOfSuggestions } from './0033-follow-up.ts'
import type { Migration } from './contract/migration.ts'
import { slots } from './first/0001-slots.ts'
import { messages } from './first/0002-messages.ts'
import { lake } from './first/0003-lake.ts'
import { feeds } from './first/0004-feeds.ts'
import { alerts } from './first/0005-alerts.ts'
import { advice } from './first/0006-advice.ts'
import { settings } from './first/0007-settings.ts'
import { decisions } from './first/0008-decisions.ts'
import { campaigns } from './first/0009-campaigns.ts'
import { forecasts } from './first/0010-forecasts.ts'
import { outcomes } from './first/0011-outcomes.ts'
import { erased } from './first/0012-erased.ts'
import { crawl } from './first/0013-crawl.ts'
import { dropped } from './first/0014-dropped.ts'
import { typedSuggestions } from './first/0015-typed-suggestions.ts'
import { digestBySettings } from './first/0016-digest-by-settings.ts'
import { sourceNotes } from './first/0017-source-notes.ts'

/** In the order they are run. A new one goes at the end. */
export const migrations: readonly Migration[] = [
  slots,
  messages,
  lake,
  feeds,
  alerts,
  advice,
  settings,
  decisions,
  campaigns,
  forecasts,
  outcomes,
  erased,
  crawl,
  dropped,
  typedSuggestions,
  digestBySettings,
  sourceNotes,
  feedFirstTried,
  sourceHints,
  outboxLimited,
  alertLife,
  alertPosts,
  targets,
  marks,
  writeBacks,
  subscriptionsOfPeople,
  channelPace,
  troubles,
  alertSuggestions,
  alertRules,
  outboxTrace,
  shopDays,
  followUpOfSuggestions,
]
