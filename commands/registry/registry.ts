import type { Command } from '../../src/command.ts'
import { alerts } from '../alerts.ts'
import { calendar } from '../calendar.ts'
import { campaign } from '../campaign.ts'
import { experiment } from '../experiment.ts'
import { explore } from '../explore.ts'
import { floorwalker } from '../floorwalker.ts'
import { forecast } from '../forecast.ts'
import { kpi } from '../kpi.ts'
import { merchant } from '../merchant.ts'
import { merchants } from '../merchants.ts'
import { model } from '../model.ts'
import { oncall } from '../oncall.ts'
import { price } from '../price.ts'
import { recommend } from '../recommend.ts'
import { restock } from '../restock.ts'
import { warningOfOldData } from '../shared/old-data.ts'
import { sources } from '../sources.ts'
import { subscribe } from '../subscribe.ts'
import { ledger } from '../suggestions.ts'
import { target } from '../target.ts'
import { why } from '../why.ts'

const answering = [
  alerts,
  oncall,
  warningOfOldData(campaign),
  warningOfOldData(experiment),
  warningOfOldData(explore),
  warningOfOldData(forecast),
  warningOfOldData(kpi),
  warningOfOldData(price),
  warningOfOldData(recommend),
  warningOfOldData(restock),
  warningOfOldData(merchant),
  warningOfOldData(merchants),
  warningOfOldData(target),
  warningOfOldData(why),
  calendar,
  subscribe,
  sources,
  model,
  ledger,
]

/** Every slash command, in the order the help tells them. */
export const commands = [...answering, floorwalker(answering)] as readonly Command<unknown>[]
