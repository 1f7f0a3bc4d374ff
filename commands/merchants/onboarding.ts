import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { readNewcomers } from '../../src/facts/merchant/read-newcomers.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { csv } from '../../src/lib/csv.ts'
import { dayOf, daysBetween } from '../../src/lib/days.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { hint, textBlock } from '../../src/messages/words.ts'
import { membersOf, type Scope, showScope } from '../../src/metrics/metric.ts'
import {
  beganOn,
  type Onboarding,
  onboardingOf,
  STEPS,
  type Stuck,
} from '../../src/models/merchant/onboarding.ts'
import type { AsOf } from '../../src/models/wholeness/whole-day.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { DASH } from '../../src/report/words/format.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { noDataYet } from '../shared/no-data.ts'

const SHOWN = 10
const MONTHS = 12

/** From applying to the tenth sale: how many come how far, how long it takes, and who is stuck and why. */
export async function onboarding(ctx: Context, scope: Scope): Promise<Message | Usage> {
  const { lake, clock, config } = ctx
  const locale = shopLocale(config)
  const { usage, metrics, merchant } = locale.words
  const known = await asOf(ctx, dayOf(clock.now(), config.shop.zone))
  if (!known) return noDataYet(ctx)
  const members = membersOf(scope)
  const other = members.find(({ dimension }) => dimension !== 'platform' && dimension !== 'region')
  if (other)
    return { kind: 'usage', because: usage.merchant.onboardingNotBy(metrics.dimension(other.dimension)) }
  const of = (name: 'platform' | 'region') =>
    members.find(({ dimension }) => dimension === name)?.member ?? null
  const read = await readNewcomers(lake, {
    ...{ first: known.first, day: known.day },
    ...{ platform: of('platform'), region: of('region') },
  })
  if (read.merchants.length === 0) return hint(merchant.onboarding.none(known.first, read.before))
  return sayOnboarding({ found: onboardingOf(read.merchants, known.day), read, known, scope }, locale)
}

interface Said {
  readonly found: Onboarding
  readonly read: Awaited<ReturnType<typeof readNewcomers>>
  readonly known: AsOf
  readonly scope: Scope
}

function sayOnboarding({ found, read, known, scope }: Said, locale: Locale): Message {
  const { onboarding: said } = locale.words.merchant
  const { paragraph, sentence } = locale.words
  const reached = (step: (typeof STEPS)[number]) => found.steps.find((one) => one.step === step)?.reached ?? 0
  const lead = said.lead({
    ...{ began: found.began, since: known.first, scope: scope === 'all' ? null : showScope(scope) },
    ...{ sold: reached('first_sale'), ten: reached('tenth_sale'), stuck: found.stuck.length },
  })
  const untold = found.steps.filter(({ isKnown }) => !isKnown).map(({ step }) => said.steps[step])
  const rest = found.stuck.length - SHOWN
  return {
    text: lead,
    blocks: [
      { kind: 'header', text: said.title },
      textBlock(lead),
      funnel(found, locale),
      ...(found.stuck.length === 0
        ? []
        : [
            textBlock([{ text: said.stuck(found.stuck.length), style: 'bold' as const }]),
            {
              kind: 'list' as const,
              items: [
                ...found.stuck.slice(0, SHOWN).map((one) => sayStuck(one, locale)),
                ...(rest > 0 ? [locale.words.digest.andMore(rest)] : []),
              ],
            },
          ]),
      cohorts(found, locale),
      {
        kind: 'context',
        spans: paragraph([
          sentence([dataAsOf(known.day, locale)]),
          ...(untold.length > 0 ? [said.untold(untold)] : []),
          ...(read.before > 0 ? [said.before(read.before, known.first)] : []),
          said.method,
        ]),
      },
    ],
    files: [
      {
        name: `onboarding-${known.day}.csv`,
        title: said.file,
        content: fileOf({ found, read, known, scope }),
      },
    ],
  }
}

function funnel({ steps, began }: Onboarding, locale: Locale): Block {
  const { onboarding: said } = locale.words.merchant
  const right = (label: string) => ({ label, align: 'right' as const })
  const { step, reached, share, days, waiting } = said.columns
  return {
    kind: 'table',
    caption: said.caption,
    columns: [{ label: step }, right(reached), right(share), right(days), right(waiting)],
    rows: steps
      .filter(({ isKnown }) => isKnown)
      .map((one) => [
        said.steps[one.step],
        locale.number(one.reached),
        locale.percent(one.reached / began, 0),
        one.medianDays === null ? DASH : said.days(one.medianDays, one.timed),
        one.step === 'tenth_sale' ? DASH : locale.number(one.waiting),
      ]),
  }
}

function cohorts({ cohorts: all, steps }: Onboarding, locale: Locale): Block {
  const { onboarding: said } = locale.words.merchant
  const known = steps.filter(({ isKnown }) => isKnown).map(({ step }) => step)
  const right = (label: string) => ({ label, align: 'right' as const })
  return {
    kind: 'table',
    caption: said.cohorts,
    columns: [
      { label: said.columns.month },
      right(said.columns.began),
      ...known.map((step) => right(said.steps[step])),
    ],
    rows: all
      .slice(-MONTHS)
      .map(({ month, began, reached }) => [
        month,
        locale.number(began),
        ...known.map((step) => locale.number(reached[step])),
      ]),
  }
}

function sayStuck({ merchant, at, days, usual, why }: Stuck, locale: Locale): string {
  const { title, onboarding: said } = locale.words.merchant
  const { code } = why
  const because =
    code === 'out-of-stock'
      ? said.why[code](locale.percent(why.share, 0))
      : code === 'few-orders'
        ? said.why[code](why.orders, why.sessions)
        : code === 'no-order'
          ? said.why[code](why.sessions)
          : said.why[code]
  return said.item({
    merchant: title(merchant.name, merchant.id),
    step: said.steps[at],
    days,
    usual,
    because,
  })
}

/** For a spreadsheet: in English. */
function fileOf({ found, read, known }: Said): string {
  const stuck = new Map(found.stuck.map((one) => [one.merchant.id, one]))
  const head = ['merchant_id', 'name', 'began_on', ...STEPS.map((step) => `${step}_on`)]
  return csv([
    [...head, 'products', 'sessions', 'orders', 'days_since_began', 'stuck_at', 'stuck_days', 'why'],
    ...read.merchants.map((one) => {
      const { id, name, on, products, sessions, orders } = one
      const [began, held] = [beganOn(one), stuck.get(id)]
      return [
        ...[id, name, began ?? '', ...STEPS.map((step) => on[step] ?? ''), products, sessions, orders],
        ...[
          began === null ? '' : daysBetween(began, known.day),
          held?.at ?? '',
          held?.days ?? '',
          held?.why.code ?? '',
        ],
      ]
    }),
  ])
}
