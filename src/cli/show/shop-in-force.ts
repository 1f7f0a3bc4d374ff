import type { Config } from '../../config/config.ts'
import type { State } from '../../state/database/state.ts'
import { type Recipient, recipients } from '../../state/messages/recipients.ts'
import { shopSettings } from '../../state/shop-settings.ts'

type Posting = Pick<Recipient, 'at' | 'channel'>

/** What the bot would run with: the settings, an import where they say nothing, and what channels have asked for. */
interface ShopInForce {
  readonly zone: string
  readonly currency: string
  readonly daily: readonly Posting[]
  readonly weekly: readonly Posting[]
}

/** Where there is no database to look into. */
export function shopAsSet({ shop, digest }: Config): ShopInForce {
  const { channel } = digest
  return { ...shop, daily: [{ at: digest.at, channel }], weekly: [{ at: digest.weeklyAt, channel }] }
}

export async function shopInForce(state: State, config: Config): Promise<ShopInForce> {
  const shop = await shopSettings(state, { ...config, imported: undefined })
  const settings = { digest: config.digest, shop }
  return {
    ...shop,
    daily: await recipients(state, 'daily', settings),
    weekly: await recipients(state, 'weekly', settings),
  }
}

/** One line: `Kiosk, America/Sao_Paulo (imported), EUR; digest 07:30 in #daily-digest; ...` */
export function sayShop(found: ShopInForce, { shop, alertChannel }: Config): string {
  const of = (field: 'zone' | 'currency') =>
    found[field] === shop[field] ? found[field] : `${found[field]} (imported)`
  const to = (postings: readonly Posting[]) =>
    postings.map(({ at, channel }) => `${at} in ${channel}`).join(', ')
  return `${shop.name}, ${of('zone')}, ${of('currency')}; digest ${to(found.daily)}; weekly Mondays ${to(found.weekly)}; alerts in ${alertChannel}`
}
