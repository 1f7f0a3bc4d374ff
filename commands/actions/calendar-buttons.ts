import { type Action, type Click, DECIDERS, type Filled, isUsage, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { MOST_CHOICES } from '../../src/messages/form.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { writeScope } from '../../src/metrics/metric.ts'
import { findScope } from '../../src/metrics/read/scope.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import type { NewShopDay } from '../../src/state/shop-days.ts'
import { changeDay, keepDay, ownDay, removeDay } from '../calendar/change.ts'
import { importDays } from '../calendar/import.ts'
import { asUsage } from '../shared/as-usage.ts'
import { optionsFor } from '../shared/complete.ts'
import { dayFaults, dayForm, filledDay, importForm } from './calendar-form.ts'

/** The buttons below /calendar. A button's value is the number of the day. */
export function calendarActions(ctx: Context): Readonly<Record<string, Action>> {
  const localeOf = ({ asker }: Pick<Click, 'asker'>) => shopLocale(ctx.config, asker.language)
  const own = (click: Pick<Click, 'asker'>): Context => ({
    ...ctx,
    config: { ...ctx.config, language: localeOf(click).language },
  })
  const named = (click: Click) => ({ ...click.asker, name: click.name })
  const options: NonNullable<Action['options']> = async ({ typed }) => {
    const found = await optionsFor(ctx, { typed, kinds: ['segment'], most: MOST_CHOICES })
    return found.map(({ label, fill }) => ({ label, value: fill }))
  }
  const check = async (filled: Filled) => dayFaults(filled, localeOf(filled))
  const kept = async (filled: Filled, keep: (day: NewShopDay) => Promise<Message | Usage>) => {
    const day = filledDay(filled)
    const scope = await findScope(ctx.lake, day.scope)
    if (scope !== 'all' && 'kind' in scope) return shown(asUsage(scope, localeOf(filled).words.usage))
    return shown(await keep({ ...day, scope: writeScope(scope) }))
  }
  return {
    'calendar.add': {
      roles: DECIDERS,
      run: async (click) => dayForm(null, localeOf(click)),
      ...{ options, check },
      submit: (filled) => kept(filled, (day) => keepDay(own(filled), day, named(filled))),
    },
    'calendar.edit': {
      roles: DECIDERS,
      run: async (click) => {
        const found = await ownDay(own(click), Number(click.value) || 0, click.asker)
        return 'because' in found ? words(found.because) : dayForm(found, localeOf(click))
      },
      ...{ options, check },
      submit: (filled) =>
        kept(filled, (change) =>
          changeDay(own(filled), { id: Number(filled.value) || 0, change }, named(filled)),
        ),
    },
    'calendar.remove': {
      roles: DECIDERS,
      run: async (click) => shown(await removeDay(own(click), Number(click.value) || 0, named(click))),
    },
    'calendar.import': {
      roles: DECIDERS,
      run: async (click) => importForm(localeOf(click)),
      submit: async (filled) => {
        const { from = '', kind } = filled.fields
        const as = kind === 'promotion' || kind === 'holiday' ? kind : null
        return shown(await importDays(own(filled), { from, as }, named(filled)))
      },
    },
  }
}

function shown(said: Message | Usage): Message {
  return isUsage(said) ? words(said.because) : said
}
