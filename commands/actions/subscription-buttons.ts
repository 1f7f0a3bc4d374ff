import { type Action, type Click, type Filled, isUsage, READERS, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { MOST_CHOICES } from '../../src/messages/form.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { optionsFor } from '../shared/complete.ts'
import { actOn } from '../subscribe/act.ts'
import { addDigest, changeDigest, ownDigest } from '../subscribe/apply.ts'
import type { SubscriptionAct } from '../subscribe/question.ts'
import { filledWish, formFaults, subscriptionForm } from './subscription-form.ts'

/** The buttons below a digest of /subscribe and on the App Home. A button's value is the number of the digest. */
export function subscriptionActions(ctx: Context): Readonly<Record<string, Action>> {
  const localeOf = ({ asker }: Pick<Click, 'asker'>) => shopLocale(ctx.config, asker.language)
  const own = (click: Pick<Click, 'asker'>): Context => ({
    ...ctx,
    config: { ...ctx.config, language: localeOf(click).language },
  })
  const named = (click: Click) => ({ ...click.asker, name: click.name })
  const acting = (act: SubscriptionAct): Action => ({
    roles: READERS,
    replaces: act === 'delete',
    run: async (click) => shown(await actOn(own(click), { act, id: Number(click.value) || 0 }, named(click))),
  })
  const options: NonNullable<Action['options']> = async ({ typed }) => {
    const found = await optionsFor(ctx, { typed, kinds: ['segment'], most: MOST_CHOICES })
    return found.map(({ label, fill }) => ({ label, value: fill }))
  }
  const check = async (filled: Filled) => formFaults(filled, localeOf(filled))
  return {
    'subscription.new': {
      roles: READERS,
      run: async (click) => subscriptionForm(null, { locale: localeOf(click), here: click.asker.channelId }),
      options,
      check,
      submit: async (filled) => shown(await addDigest(own(filled), filledWish(filled), named(filled))),
    },
    'subscription.edit': {
      roles: READERS,
      run: async (click) => {
        const found = await ownDigest(own(click), Number(click.value) || 0, click.asker)
        return 'because' in found
          ? words(found.because)
          : subscriptionForm(found, { locale: localeOf(click), here: null })
      },
      options,
      check,
      submit: async (filled) => {
        const wanted = { id: Number(filled.value) || 0, typed: filledWish(filled) }
        return shown(await changeDigest(own(filled), wanted, named(filled)))
      },
    },
    'subscription.send': acting('send'),
    'subscription.pause': acting('pause'),
    'subscription.resume': acting('resume'),
    'subscription.delete': acting('delete'),
  }
}

function shown(said: Message | Usage): Message {
  return isUsage(said) ? words(said.because) : said
}
