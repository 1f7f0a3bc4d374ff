import { type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import {
  type Experiment,
  plannedShoppers,
  readExperiments,
  readShoppers,
} from '../src/facts/experiment/read-experiments.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays, dayOf, daysBetween, instantOf } from '../src/lib/days.ts'
import { sumOf } from '../src/lib/sum.ts'
import { nearest, oneLine } from '../src/lib/text.ts'
import type { Block, Message } from '../src/messages/message.ts'
import { hint, words } from '../src/messages/words.ts'
import type { AsOf } from '../src/models/wholeness/whole-day.ts'
import { type Locale, shopLocale } from '../src/report/words/locale.ts'
import { answerPlan } from './experiment/plan.ts'
import { type ExperimentQuestion, parseExperiment } from './experiment/question.ts'
import { keepVerdicts } from './experiment/save-verdicts.ts'
import {
  details,
  type ExperimentStatus,
  guardrailLine,
  headline,
  measureTable,
  noteOf,
  title,
} from './experiment/say.ts'
import { decideExperiment } from './experiment/verdict.ts'
import { noDataYet } from './shared/no-data.ts'

/** where a platform names no end */
const USUAL_DAYS = 28

export const experiment: Command<ExperimentQuestion> = {
  name: '/experiment',
  usage: '/experiment plan <measure> [base=5%] [lift=10%] [daily=1500] | status [id] | report [id]',
  about: 'How large and long a test must be; how a running one stands; what came of it.',
  examples: [
    '/experiment status',
    '/experiment report EXP-7',
    '/experiment plan conversion base=5% lift=10% daily=1500',
    '/experiment plan gmv lift=5%',
  ],
  roles: READERS,
  parse: parseExperiment,
  async answer(ctx, question) {
    const { lake, clock, config } = ctx
    const known = await asOf(ctx, dayOf(clock.now(), config.shop.zone))
    if (question.what === 'plan') return answerPlan(ctx, question, known)
    if (!known) return noDataYet(ctx)
    const all = await readExperiments(lake)
    const locale = shopLocale(config)
    if (all.length === 0) return hint(locale.words.experiment.none)
    const chosen = choose(all, question.named, locale)
    if ('kind' in chosen) return chosen
    const statuses = await inTurn(chosen, (one) => statusOf(ctx, one, known))
    const [first] = statuses
    return question.what === 'report'
      ? sayReport(first, first ? await keepVerdicts(ctx, first) : [], locale)
      : sayStatus(statuses, { isAsked: question.named !== '', locale })
  },
}

function choose(
  all: readonly Experiment[],
  typed: string,
  { words: said }: Locale,
): readonly Experiment[] | Usage {
  if (typed === '') return all
  const wanted = typed.toLowerCase()
  const found = all.filter(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)
  if (found.length > 0) return found
  const near = nearest(
    typed,
    all.flatMap(({ id, name }) => [id, name]),
  )
  return {
    kind: 'usage',
    because: said.experiment.unknown(
      oneLine(typed, 40),
      all.slice(0, 10).map(({ id }) => oneLine(id, 40)),
    ),
    ...(near !== null && { didYouMean: near }),
  }
}

/** One after the other: each is a scan of its weeks. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const item of items) done.push(await work(item))
  return done
}

async function statusOf({ lake, config }: Context, one: Experiment, known: AsOf): Promise<ExperimentStatus> {
  const { zone } = config.shop
  const locale = shopLocale(config)
  const said = locale.words.experiment.notes
  const start = dayOf(one.startedAt, zone)
  const plannedEnd = one.plannedEndAt ?? instantOf(addDays(start, USUAL_DAYS), 0, zone)
  const dataEnd = instantOf(addDays(known.day, 1), 0, zone)
  const isOver = dataEnd >= plannedEnd
  const until = isOver ? plannedEnd : dataEnd
  const plannedDays = Math.max(1, daysBetween(start, dayOf(plannedEnd, zone)))
  const day = Math.min(plannedDays, Math.max(0, daysBetween(start, addDays(known.day, 1))))
  const read = await readShoppers(lake, { experiment: one, from: one.startedAt, until })
  const before = await plannedShoppers(lake, { platform: one.platform, before: start, days: plannedDays })
  const units = sumOf(read.arms, (arm) => arm.units)
  const plannedUnits = before ?? Math.max(1, Math.round((units * plannedDays) / Math.max(1, day)))
  const readout = decideExperiment(one, read, { plannedUnits, days: day, isOver })
  return {
    experiment: one,
    readout,
    asOf: known.day,
    day,
    plannedDays,
    isUsualPlan: one.plannedEndAt === null,
    lastDay: addDays(dayOf(new Date(plannedEnd.getTime() - 1), zone), 0),
    isOver,
    notes: [
      ...(readout.kind === 'readout' ? readout.notes.map((note) => noteOf(note, locale)) : []),
      said.units(units, plannedUnits, before === null),
      ...(read.crossed > 0 ? [said.crossed(read.crossed)] : []),
      ...(read.sessionsOfNobody > 0 ? [said.anonymous(read.sessionsOfNobody)] : []),
      ...(read.capCents === null ? [] : [said.cap(locale.money(read.capCents))]),
    ],
  }
}

function sayStatus(
  statuses: readonly ExperimentStatus[],
  { isAsked, locale }: { readonly isAsked: boolean; readonly locale: Locale },
): Message {
  const running = isAsked ? statuses : statuses.filter(({ isOver }) => !isOver)
  const ended = statuses.filter(({ isOver }) => isOver)
  if (running.length === 0) {
    const titles = ended.slice(0, 10).map((one) => title(one, locale))
    return words(locale.words.experiment.noneRunning(ended.length, titles))
  }
  return {
    text: running.map((status) => headline(status, locale)).join(' '),
    blocks: running.flatMap((status) => [
      { kind: 'text' as const, spans: headline(status, locale) },
      ...details(status, locale),
    ]),
  }
}

function sayReport(
  status: ExperimentStatus | undefined,
  toDecide: readonly Block[],
  locale: Locale,
): Message {
  const said = locale.words.experiment
  if (!status) return hint(said.noReport)
  const { readout, asOf: day } = status
  return {
    text: headline(status, locale),
    blocks: [
      { kind: 'header', text: title(status, locale) },
      { kind: 'text', spans: headline(status, locale) },
      ...measureTable(status, locale),
      ...details(status, locale),
      ...(readout.kind === 'readout'
        ? readout.treated.map((one) => ({ kind: 'context' as const, spans: guardrailLine(one, locale) }))
        : []),
      ...toDecide,
      { kind: 'context', spans: said.source(day) },
    ],
  }
}
