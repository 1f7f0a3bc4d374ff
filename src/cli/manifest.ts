import { writeFileSync } from 'node:fs'
import { commands } from '../../commands/registry.ts'
import { buildManifest } from '../slack/manifest.ts'
import { print } from './terminal.ts'
import type { Verb } from './verb.ts'

export const manifest: Verb = {
  name: 'manifest',
  usage: 'manifest [--url https://bot.example.com]',
  about: 'Writes manifest.json from the commands: paste it to create the Slack app.',
  options: { url: { type: 'string', about: 'where Slack reaches the bot over HTTP (default: Socket Mode)' } },
  async run(call) {
    const url = call.option('url')
    writeFileSync(
      'manifest.json',
      `${JSON.stringify(buildManifest(commands, url ? { requestUrl: url } : {}), null, 2)}\n`,
    )
    print('manifest.json is written. Paste it at "Create New App", "From a manifest".')
    return 0
  },
}
