import type { AskFault } from '../../../ask/fault.ts'
import { DIMENSIONS, type Metric } from '../../../metrics/metric.ts'
import type { NameFault } from '../../../metrics/read/fault.ts'
import { metrics } from '../../../metrics/registry.ts'

/** What is wrong with what was typed, as a sentence. */
export const usageWords = () => ({
  fault: (fault: NameFault | AskFault): string => {
    switch (fault.code) {
      case 'noKpiNamed':
        return 'Name a KPI, such as revenue or conversion.'
      case 'unknownKpi':
        return `There is no KPI called “${fault.typed}”${fault.isNear ? '' : `, only ${metrics.map(({ name }) => name).join(', ')}`}.`
      case 'unknownDimension':
        return `“${fault.typed}” is not a dimension; there are ${DIMENSIONS.join(', ')}.`
      case 'unknownMember':
        return `No ${fault.dimension ?? 'platform, category, channel, region or merchant'} is called “${fault.typed}”.`
      case 'twoMembers':
        return `One ${fault.dimension} at a time, not ${fault.members.join(' and ')}.`
      case 'tooManyDimensions':
        return `“${fault.typed}” names more than two dimensions; two are the most.`
      case 'notMeasuredBy': {
        const { label, dimensions } = fault.metric
        const only = dimensions.length > 0 ? `, only by ${dimensions.join(', ')}` : ''
        return `${label} is not measured by ${fault.dimension}${only}.`
      }
      case 'oneDimensionOnly':
        return `${fault.metric.label} is measured by one dimension at a time, not by two.`
      case 'noQuestion':
        return 'I did not understand the question.'
      case 'twoReadings':
        return 'This may mean either of two things.'
      case 'notUnderstood':
        return `I did not understand ${fault.words.map((word) => `“${word}”`).join(', ')}.`
      case 'noSuchDay':
        return `“${fault.typed}” is not in the calendar.`
      case 'inTheFuture':
        return `${fault.period} is in the future: ${fault.command} looks back, /forecast looks ahead.`
      case 'inThePast':
        return `${fault.period} is in the past: /forecast looks ahead, /kpi looks back.`
      case 'twoPeriods':
        return `One period at a time: ${fault.periods.join(' or ')}.`
      case 'twoKpis':
        return `One KPI at a time: ${fault.metrics.map(({ label }) => label).join(' or ')}.`
      case 'notByProduct':
        return `${fault.metric.label} is not measured by product; what is known of ${fault.product} is its price and its stock.`
      case 'noProductNamed':
        return 'Name a product, a merchant or a category, by its id or its title.'
      case 'noMerchantNamed':
        return 'Which merchant?'
      case 'noAudienceNamed':
        return 'Name a product, a merchant or a segment of customers, such as champions.'
      case 'planWithoutMoney':
        return 'A plan needs a budget and what a contact costs.'
    }
  },
  notADay: (typed: string) => `“${typed}” is not a day: write 2026-11-23, 23.11.2026, yesterday or friday.`,
  notAPeriod: (typed: string) => `“${typed}” is not a period: write 28d, 2026-10 or 2026-11-01..2026-11-15.`,
  twoAmounts: (typed: string, [thousands, decimal]: readonly [string, string]) =>
    `“${typed}” may be ${thousands} or ${decimal}: write which of the two.`,
  notDays: (typed: string, max: number) => `“${typed}” is not 1 to ${max} days.`,
  daysToExplore: (days: number, min: number, max: number) =>
    `${days} days cannot be explored, only ${min} to ${max}.`,
  why: {
    onlyData: (first: string, last: string) => `There is whole data from ${first} to ${last} only.`,
  },
  forecast: {
    priceChange: (typed: string, max: number) =>
      `“${typed}” is not a change of price from -${max} % to ${max} %, such as price=-5%.`,
    days: (days: number, max: number) => `${days} days cannot be forecast, only 1 to ${max}.`,
  },
  price: {
    name: 'Name a product, a merchant or a category, such as SKU-1042.',
    confidence: (typed: string) => `A confidence is from 50 % to 99.9 %, not “${typed}”.`,
    whatIf: 'A what-if takes a product and a price, such as SKU-1042 19.90 or SKU-1042 -5%.',
  },
  restock: {
    budget: (typed: string) => `“${typed}” is not a valid budget, for example 5000.`,
    worth: (typed: string) => `“${typed}” is not a valid sum, for example worth=20.`,
  },
  recommend: {
    name: (segments: readonly string[]) => `Name a product, a merchant or a segment: ${segments.join(', ')}.`,
  },
  campaign: {
    verbs: 'Plan a campaign, or report on one?',
    unknownVerb: (typed: string) => `“${typed}” is neither plan nor report.`,
    unknownOption: (typed: string) => `“${typed}” is not an option of a plan.`,
    unknownSegment: (typed: string, segments: readonly string[]) =>
      `There is no segment “${typed}”; there are all, ${segments.join(', ')}.`,
    budget: 'Say what may be spent, such as budget=500.',
    cost: 'Say what a contact costs, such as cost=0.30.',
    goal: 'A goal is profit or orders.',
    holdout:
      'A holdout is 5 % to 50 % of those chosen, such as holdout=10%: without one no report is possible.',
    margin: 'A margin is a share of the price, such as margin=30%.',
  },
  experiment: {
    unknownVerb: (typed: string) => `“${typed}” is none of plan, status and report.`,
    planOnWhat: (measures: readonly string[]) =>
      `Plan an experiment on what? There are ${measures.join(', ')}.`,
    notOn: (typed: string, measures: readonly string[]) =>
      `No experiment can be planned on “${typed}”, only on ${measures.join(', ')}.`,
    aboveAll: (base: number, lift: number) => `A base of ${base} % cannot rise by ${lift} %: more than all.`,
    option: (typed: string, options: readonly string[]) =>
      `“${typed}” is not understood: write ${options.join('=, ')}=.`,
    limit: (name: string, typed: string, wanted: string) => `${name} is ${wanted}, not “${typed}”.`,
    wanted: {
      share: 'a share such as 5%',
      amount: 'an amount such as 42.50',
      sd: 'the standard deviation of one customer, such as 60',
      lift: 'a relative change from 0.1% to 1000%, such as 10%',
      daily: 'new customers a day in all arms together, such as 1500',
      power: 'a probability from 50% to 99%',
      arms: 'a count from 2 to 10',
    },
  },
  alerts: {
    nameTheOne: (verb: string) =>
      `Which alert? Write ${verb} and its number, as /alerts and its message show it.`,
    toWhom: 'To whom? Write @name, @group or me.',
    untilWhen: 'Until when? Write 4h, tomorrow 09:00, Monday or a date.',
    tooMuch: (typed: string) => `“${typed}” is too much here.`,
    markWhat: 'What has happened? Write mark and a few words, with a time of today if it is over.',
    silenceWhat: 'What is to be quiet? Write labels such as kpi=orders or merchant=M-007, and until when.',
    silenceUntil: 'Write until when, such as until tomorrow 09:00 or for 4h, and then why.',
    noMatcher: (typed: string) =>
      `“${typed}” is no matcher: write label=value, !=, =~ or !~ with kpi, kind, severity, direction, rule, platform, channel, category, region or merchant.`,
    ruleOfWhat: 'A rule for which KPI? Write it, the segment and the limit.',
    ruleHours: (typed: string) =>
      `“${typed}” are no hours of a day: write 09:00-18:00, on quarters of an hour, or off.`,
    ruleMinimum: (typed: string) => `“${typed}” is no number: write volume 200 or money 50, or off.`,
    whichNote: 'Which note? Write note, the alert and the words.',
    whichFeedback: 'Feedback is useful, expected or noise.',
    notOnCall: (typed: string) =>
      `“${typed}” is not understood: write swap, a schedule, a person and until when.`,
    nameTheAlert: 'Write /alerts <id> log; /alerts lists the open ones with their ids.',
    limit: (typed: string, metric: Metric) =>
      `“${typed}” is not a limit for ${metric.label}: write below 2%, above 500 or beyond 4.`,
    onlyItsLog: (typed: string) => `“${typed}” cannot be asked about an alert, only its log.`,
    unknownVerb: (typed: string) =>
      `“${typed}” has nothing to do with alerts: leave it out for the open ones, or write preview <kpi>.`,
  },
  actions: {
    unknownVerb: (typed: string) => `“${typed}” is not a decision.`,
    number: 'Name the suggestion by its number, as the answers show it.',
    tooMany: (most: number) => `At most ${most} suggestions are approved at once.`,
    reason: 'Say why it is skipped.',
    value: 'Say what it should be.',
    confidenceOf: (typed: string) => `A minimum confidence is of price or restock, not of “${typed}”.`,
    confidence: (kind: string, from: number) =>
      `A minimum confidence of ${kind} is from ${from} % to 99.9 %, such as confidence ${kind} 85%.`,
  },
  model: {
    unknownVerb: (typed: string) => `“${typed}” cannot be asked of a model.`,
    tooMany: (typed: string) => `“${typed}” is one word too many.`,
    version: 'Name the version, as /model history shows it.',
  },
  sources: {
    one: 'Name one source, or none for all.',
    rule: 'Name one rule, as the data incident does: accept order_lines/price-scale.',
  },
  merchant: {
    nameOne: 'Name a merchant, by its name or its id; /merchants lists them.',
    view: (typed: string, views: readonly string[]) =>
      `“${typed}” is none of ${views.join(', ')}, nor a category, platform or region.`,
    onboardingNotBy: (dimension: string) =>
      `How merchants come in is not split by ${dimension}, only by platform and region.`,
    notBy: (dimension: string) =>
      `Merchants are not split by ${dimension}, only by category, platform and region.`,
  },
  target: {
    addsUp:
      'A target is of a KPI whose days add up, such as gmv, orders, units or sessions; a rate has none.',
    notAbove0: (typed: string) => `“${typed}” is no target: it is above 0.`,
    onePeriod: 'Name one period, such as november, 2026-12, q4 or 2026-12-01..2026-12-24.',
    tooLong: (days: number) => `A target is for ${days} days at most.`,
    managersOnly: 'Only managers set targets; /target shows them.',
    notSet: (period: string) => `There is no such target for ${period}; /target shows them.`,
  },
  calendar: {
    what: 'Say what and when, such as /calendar add Summer sale 2027-06-12..2027-06-20.',
    when: (name: string) => `Say when ${name} is, such as 2027-06-12..2027-06-20.`,
    which: (act: string) => `Which one? Write ${act} and its number; /calendar lists them.`,
    changeWhat: 'Say what changes: the name, the days, the segment, or promotion or holiday.',
    fromWhere: 'Say from where: an address, or the calendar itself (iCalendar or CSV) below the command.',
    noSuchDay: 'There is no such day. Write 2027-06-12, or 2027-06-12..2027-06-20.',
    oneSpan: 'Name one day or one span of days, such as 2027-06-12..2027-06-20.',
    endsBefore: (first: string, last: string) => `${last} lies before ${first}.`,
    tooLong: (days: number) => `One entry has ${days} days at most.`,
    unknown: (id: number) => `There is no No. ${id} that was added here; /calendar lists them.`,
    taken: (name: string, day: string) => `${name} on ${day} is there already.`,
    noPeriod: (typed: string) => `“${typed}” is no period: write december or 2027-06.`,
    decidersOnly: 'Only operators and managers change the calendar; /calendar shows it.',
    notYours: 'You may only change days of a segment that you may see.',
    addressByManagers: 'Only managers import from an address; paste the calendar instead.',
    unreachable: (because: string) => `The address cannot be read: ${because}`,
    'not-ical': 'That is no iCalendar file: it cannot be read to its end.',
    'no-columns':
      'There is no column of dates and names: begin with a line such as date,end,name,kind,segment.',
    noDays: (left: number) =>
      left === 0 ? 'There is no day in it.' : `None of its ${left} rows is a named day of this shop.`,
    tooMany: (found: number, max: number) => `It has ${found} entries; ${max} are taken at most.`,
  },
  subscribe: {
    which: (act: string) => `Which one? Write ${act} and its number; /subscribe lists them.`,
    whichKind: 'Say which digest: daily, weekly, monthly or quarterly.',
    whom: 'To whom? Write @name or me.',
    copyWhere: 'Say where the copy goes or what of it is different, such as another channel or segment.',
    changeWhat: 'Say what changes: a time, days, a channel, a segment, a language, compact or full.',
    zone: (typed: string) => `“${typed}” is no time zone, for example Europe/Berlin.`,
    monthDay: (day: number) => `${day} is no day of a month.`,
    unknown: (id: number) => `There is no digest ${id}; /subscribe lists them.`,
    notYours: (id: number) => `Digest ${id} is somebody else’s: its owner and managers change it.`,
    elsewhere: 'Only operators and managers send a digest to another channel; yours and this one are yours.',
    toOthers: 'Only managers send a digest to somebody else.',
    taken: (id: number) => `There is such a digest already: number ${id}. Change that one.`,
    channelMayNot: (place: string, segments: readonly string[]) =>
      segments.length === 0
        ? `${place} may see no figures (docs/roles.md).`
        : `${place} sees only ${segments.join(', ')}: name one of them.`,
  },
  floorwalker: {
    unknown: (typed: string) => `Nothing is known about “${typed}”.`,
    count: (typed: string, max: number) => `“${typed}” is not a number of entries from 1 to ${max}.`,
    managersOnly: 'Only managers read the audit log.',
  },
})
