import { backUp } from '../../backup/backup.ts'
import { Fault } from '../../lib/errors.ts'
import { plural, showNumber } from '../../lib/text.ts'
import { withoutPassword } from '../../state/database/postgres.ts'
import { print, release } from '../terminal.ts'
import type { Verb } from '../verb.ts'
import { VERBS } from '../verbs.ts'

export const backup: Verb = {
  ...VERBS.backup,
  async run({ config, words: [file, ...more] }) {
    if (file === undefined || more.length > 0)
      throw new Fault('A backup takes the file to write.', `Usage: floorwalker ${backup.usage}`)
    const made = await backUp(config, file, { release: release(), now: new Date() })
    const size = showNumber(made.bytes / 1_048_576, 1)
    print(
      `Backed up ${withoutPassword(config.databaseUrl)} and ${plural(made.lakeFiles, 'file')} of ${config.lakeDir} to ${made.file} (${size} MB).`,
    )
    print('It holds customer keys and decisions: keep it as safe as the bot itself.')
    print('Not in it: .env, SOURCES_FILE and ALERTS_FILE, which are yours.')
    return 0
  },
}
