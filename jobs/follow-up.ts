import type { Context, Job } from '../src/context.ts'
import { sayOver } from '../src/ledger/posted.ts'
import { aboutSuggestion, sayDoing } from '../src/ledger/say.ts'
import { wallClock } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import type { Message } from '../src/messages/message.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import type { Trx } from '../src/state/database/state.ts'
import { expireSuggestions } from '../src/state/suggestions/decisions.ts'
import { markReminded, overdue } from '../src/state/suggestions/overdue.ts'
import type { StoredSuggestion } from '../src/state/suggestions/suggestions.ts'

/** of the shop's day: nobody is reminded at night */
const [FROM_HOUR, TO_HOUR] = [8, 18]
/** what is due longer is carried out by nobody */
const OLDEST_DAYS = 30
const DAY_MS = 86_400_000
/** a person, to whom a message can be sent; what was approved at a terminal has none */
const PERSON = /^[UW][A-Z0-9]{5,}$/

export const followUpJob: Job = {
  name: 'follow-up',
  about:
    'Says in what was posted that a suggestion has expired; reminds whoever approved one that is not carried out.',
  schedule: { everyMinutes: 60 },
  catchUp: 'latest',
  async run(ctx, due) {
    const since = new Date(due.at.getTime() - OLDEST_DAYS * DAY_MS)
    const { minute } = wallClock(due.at, ctx.config.shop.zone)
    const isDay = minute >= 60 * FROM_HOUR && minute < 60 * TO_HOUR
    const late = isDay ? await overdue(ctx.state, { at: due.at, since }) : []
    const counts = await due.fenced(async (trx) => {
      const expired = await expireSuggestions(trx, due.at)
      const edited = await sayOver(trx, ctx, due.at)
      let reminded = 0
      for (const one of late) if (await remind(trx, ctx, { suggestion: one, at: due.at })) reminded++
      return { expired, edited, reminded }
    })
    return {
      text: `${plural(counts.expired, 'suggestion')} expired, ${plural(counts.reminded, 'reminder')} sent.`,
      counts,
    }
  },
}

/** To the approver, or to the digest's channel where no message can reach them; once. */
async function remind(
  trx: Trx,
  { deliver, config }: Pick<Context, 'deliver' | 'config'>,
  { suggestion, at }: { readonly suggestion: StoredSuggestion; readonly at: Date },
): Promise<boolean> {
  const { id, decided, dueAt } = suggestion
  if (!decided || !dueAt || !(await markReminded(trx, id, at))) return false
  const isPerson = PERSON.test(decided.by)
  const channel = isPerson ? decided.by : config.digest.channel
  const locale = shopLocale(config, isPerson ? undefined : config.channelLanguages.get(channel))
  const { reminder } = locale.words.suggestions
  const about = { id, what: sayDoing(suggestion, locale), who: decided.name, at: decided.at, dueAt }
  const text = reminder(about)
  const message: Message = {
    text,
    blocks: [
      { kind: 'text', spans: text },
      {
        kind: 'actions',
        buttons: [{ label: locale.words.suggestions.show(id), action: 'suggestion.open', value: `${id}` }],
      },
    ],
    language: locale.language,
  }
  await deliver.say(trx, { key: `reminder:${aboutSuggestion(suggestion)}`, channel, message })
  return true
}
