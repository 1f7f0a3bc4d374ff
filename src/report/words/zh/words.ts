import type { Format } from '../format.ts'
import type { Words } from '../words.ts'
import { campaignWords } from './advice/campaign.ts'
import { experimentWords } from './advice/experiment.ts'
import { priceWords } from './advice/price.ts'
import { recommendWords } from './advice/recommend.ts'
import { restockWords } from './advice/restock.ts'
import { alertWords } from './alerts/alert.ts'
import { alertLifeWords } from './alerts/alert-life.ts'
import { alertsWords } from './alerts/alerts.ts'
import { oncallWords } from './alerts/oncall.ts'
import { rulesWords } from './alerts/rules.ts'
import { silencesWords } from './alerts/silences.ts'
import { withinWords } from './alerts/within.ts'
import { auditWords } from './audit.ts'
import { dataWords } from './data.ts'
import { calendarWords } from './digests/calendar.ts'
import { digestWords } from './digests/digest.ts'
import { monthlyWords } from './digests/monthly.ts'
import { subscribeWords } from './digests/subscribe.ts'
import { verdictWords } from './digests/verdict.ts'
import { driverWords } from './drivers.ts'
import { askWords, edgeWords, troubleWords } from './edge.ts'
import { exploreWords } from './explore.ts'
import { firstDayWords } from './first-day.ts'
import { forecastWords } from './forecast.ts'
import { homeWords } from './home.ts'
import { kpiWords } from './kpi.ts'
import { actionWords } from './ledger/actions.ts'
import { kindWords } from './ledger/kinds.ts'
import { suggestionWords } from './ledger/suggestions.ts'
import { writeBackWords } from './ledger/write-backs.ts'
import { merchantWords } from './merchants.ts'
import { metricWords } from './metrics.ts'
import { missingWords } from './missing.ts'
import { modelWords } from './model.ts'
import { outcomeWords } from './outcomes.ts'
import { qualityWords } from './quality.ts'
import { sourcesWords } from './sources.ts'
import { statusWords } from './status.ts'
import { targetWords } from './targets.ts'
import { usageWords } from './usage.ts'

export const words = (format: Format): Words => ({
  sentence: (clauses) => `${clauses.join('；')}。`,
  paragraph: (sentences) => sentences.join(''),
  metrics: metricWords(),
  kpi: kpiWords(format),
  drivers: driverWords(format),
  data: dataWords(format),
  outcomes: outcomeWords(format),
  kinds: kindWords(format),
  suggestions: suggestionWords(format),
  actions: actionWords(format),
  price: priceWords(format),
  restock: restockWords(format),
  digest: digestWords(format),
  monthly: monthlyWords(format),
  subscribe: subscribeWords(format),
  calendar: calendarWords(format),
  verdict: verdictWords(format),
  alert: alertWords(format),
  alertLife: alertLifeWords(format),
  alerts: alertsWords(format),
  rules: rulesWords(format),
  silences: silencesWords(format),
  within: withinWords(format),
  oncall: oncallWords(format),
  audit: auditWords(),
  missing: missingWords(),
  edge: edgeWords(),
  troubles: troubleWords(),
  ask: askWords(),
  home: homeWords(),
  firstDay: firstDayWords(format),
  forecast: forecastWords(format),
  model: modelWords(format),
  recommend: recommendWords(format),
  campaign: campaignWords(format),
  experiment: experimentWords(format),
  explore: exploreWords(format),
  status: statusWords(format),
  quality: qualityWords(format),
  sources: sourcesWords(format),
  merchant: merchantWords(format),
  target: targetWords(format),
  writeBacks: writeBackWords(format),
  usage: usageWords(),
})
