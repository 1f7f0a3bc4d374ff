import type { Context, Job } from '../src/context.ts'
import { judged } from '../src/facts/merchant/judged.ts'
import { readMerchantSettings } from '../src/facts/merchant/settings.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { textBlock } from '../src/messages/words.ts'
import { newFaults } from '../src/models/merchant/new-faults.ts'
import { sayFault } from '../src/report/merchant/say-service.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { saveSetting, setting } from '../src/state/settings.ts'

/** what has been told and still holds, so that it is told once */
const TOLD = 'service-levels-told'

export const serviceLevels: Job = {
  name: 'service-levels',
  about:
    'Tells the owner and the channel of a merchant (MERCHANTS_FILE) that it no longer keeps a service level.',
  schedule: { at: '07:00' },
  catchUp: 'latest',
  async run(ctx, due) {
    const { config, state, deliver } = ctx
    const settings = readMerchantSettings(config.merchantsFile)
    const known = await asOf(ctx, due.day)
    if (!known) return { text: 'There is no data yet, so there is nothing to tell.' }
    const all = await judged(ctx, { day: known.day, settings })
    const { fresh, told } = newFaults(all, await setting(state, TOLD))
    const messages = fresh.flatMap(({ sums, faults }) =>
      toldTo(sums.id, settings).map((channel) => ({
        channel,
        id: sums.id,
        message: said(ctx, channel, { sums, faults }),
      })),
    )
    await due.fenced(async (trx) => {
      for (const { channel, id, message } of messages)
        await deliver.say(trx, { key: `service:${channel}:${id}:${due.day}`, channel, message })
      await saveSetting(trx, TOLD, told)
    })
    return {
      text: `Told of ${messages.length} merchants that do not keep a service level.`,
      counts: { new: fresh.length, told: messages.length },
      said: messages.map(({ channel, message }) => ({ channel, message })),
    }
  },
}

/** An owner is told where the file has their Slack id; by a name alone nobody can be found. */
function toldTo(
  id: string,
  { ownerIds, channels }: ReturnType<typeof readMerchantSettings>,
): readonly string[] {
  return [ownerIds[id] ?? [], channels[id] ?? []].flat()
}

function said(
  { config }: Pick<Context, 'config'>,
  channel: string,
  { sums, faults }: Pick<Awaited<ReturnType<typeof judged>>[number], 'sums' | 'faults'>,
) {
  const locale = shopLocale(config, config.channelLanguages.get(channel))
  const { merchant, paragraph } = locale.words
  const levels = paragraph(faults.map((fault) => sayFault(fault, locale)))
  const text = merchant.digest.told(merchant.title(sums.name, sums.id), levels, `/merchant ${sums.id}`)
  return { text, blocks: [textBlock(text)] }
}
