import { slots } from './0001-slots.ts'
import { messages } from './0002-messages.ts'
import { lake } from './0003-lake.ts'
import { feeds } from './0004-feeds.ts'
import { alerts } from './0005-alerts.ts'
import { advice } from './0006-advice.ts'
import { settings } from './0007-settings.ts'
import { decisions } from './0008-decisions.ts'
import { campaigns } from './0009-campaigns.ts'
import { forecasts } from './0010-forecasts.ts'
import { outcomes } from './0011-outcomes.ts'
import { erased } from './0012-erased.ts'
import { crawl } from './0013-crawl.ts'
import { dropped } from './0014-dropped.ts'
import { typedSuggestions } from './0015-typed-suggestions.ts'
import { digestBySettings } from './0016-digest-by-settings.ts'
import { sourceNotes } from './0017-source-notes.ts'
import { feedFirstTried } from './0018-feed-first-tried.ts'
import type { Migration } from './migration.ts'

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
]
