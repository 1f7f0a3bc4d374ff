import { restore } from '../../backup/restore.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { print } from '../terminal.ts'
import type { Verb } from '../verb.ts'
import { VERBS } from '../verbs.ts'

export const restoreBackup: Verb = {
  ...VERBS.restore,
  async run({ config, words: [file, ...more] }) {
    if (file === undefined || more.length > 0)
      throw new Fault('Restoring takes the file of a backup.', `Usage: floorwalker ${restoreBackup.usage}`)
    const { contents, shop: now } = await restore(config, file, new Date())
    const { files, madeAt, release, shop } = contents
    print(`Restored ${plural(files.length, 'file')} of ${madeAt} (release ${release}) to ${config.dataDir}.`)
    if (shop.zone !== now.zone)
      print(`! The figures are of ${shop.zone}, not ${now.zone}. Set SHOP_ZONE=${shop.zone}.`)
    if (shop.currency !== now.currency)
      print(`! The figures are in ${shop.currency}, not ${now.currency}. Set SHOP_CURRENCY=${shop.currency}.`)
    if (shop.hasOwnKey && config.shopperKey === null)
      print('! SHOPPER_KEY was set: set the same, or known customers come as new ones.')
    print('floorwalker verify checks it; floorwalker start goes on from there.')
    return 0
  },
}
