import { writeFileSync } from 'node:fs'
import { commands } from '../../commands/registry/registry.ts'
import { Fault } from '../lib/errors.ts'
import { buildManifest } from '../slack/edge/manifest.ts'
import { print } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export function manifestJson(address: string | null, prefix: string | null = null): string {
  const manifest = buildManifest(commands, { prefix, ...(address !== null && { address }) })
  return `${JSON.stringify(manifest, null, 2)}\n`
}

export const manifest: Verb = {
  ...VERBS.manifest,
  options: { url: { type: 'string', about: 'where Slack reaches the bot over HTTP (default: Socket Mode)' } },
  async run(call) {
    const address = call.option('url')
    if (address !== null && !/^https:\/\/[^/\s]+/.test(address))
      throw new Fault(
        `"${address}" is not an address Slack can reach.`,
        'Give it as https://bot.example.com.',
      )
    writeFileSync('manifest.json', manifestJson(address, call.config.commandPrefix))
    print('manifest.json is written. Paste it at "Create New App", "From a manifest".')
    return 0
  },
}
