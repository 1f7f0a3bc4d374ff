import type { Logger } from 'pino'
import type { Config, ConfigFault } from '../../config/config.ts'
import type { SlackConfig } from '../../config/slack.ts'
import { explain } from '../../lib/errors.ts'
import { type ChannelLook, lookAt, type SlackLook } from '../../slack/look.ts'
import { botIdentity, openSocketOnce } from '../../slack/preflight.ts'
import type { Finding } from './finding.ts'

const about = 'Slack'

/** Both tokens, scopes, channels, groups and blocks, each with what to do where it is not well. */
export async function slackFindings(
  { config, faults }: { readonly config: Config; readonly faults: readonly ConfigFault[] },
  log: Logger,
): Promise<readonly Finding[]> {
  const { slack, port } = config
  const wrong = faults.filter(({ variable }) => variable.startsWith('SLACK_'))
  if (wrong.length > 0) return [no(`not tried: ${wrong.map(({ variable }) => variable).join(', ')} first`)]
  if (slack.mode === 'workspace') {
    const here = `the local workspace at http://localhost:${port} is used`
    return [{ mark: '!', about, said: `no token: ${here}. See README, Connect Slack.` }]
  }
  const access = { botToken: slack.botToken, apiUrl: slack.apiUrl, timeoutMs: 5000 }
  try {
    const { user, team, scopes } = await botIdentity(access, log)
    const how = slack.mode === 'socket' ? 'Socket Mode' : `HTTP on port ${port}`
    const look = lookAt(access, log)
    const missing = look.missingScopes(scopes)
    return [
      yes(`${user} in ${team} answers (${how})`),
      ...(await Promise.all([
        appToken(slack, access, log),
        scopesOf(missing),
        ...channelsOf(config).map((one) => channelFinding(look, one, missing)),
        ...groupsOf(config).map((one) => groupFinding(look, one)),
        blocksFinding(look),
      ])),
    ].flat()
  } catch (error) {
    return [no(explain(error))]
  }
}

const yes = (said: string): Finding => ({ mark: '✓', about, said })
const no = (said: string): Finding => ({ mark: '✗', about, said })

async function appToken(
  slack: SlackConfig,
  access: Parameters<typeof openSocketOnce>[0],
  log: Logger,
): Promise<readonly Finding[]> {
  if (slack.mode !== 'socket') return []
  try {
    await openSocketOnce(access, slack.appToken, log)
    return [yes('the app-level token opens a socket')]
  } catch (error) {
    return [no(explain(error))]
  }
}

function scopesOf(missing: readonly string[] | null): readonly Finding[] {
  if (missing === null) return []
  if (missing.length === 0) return [yes('has every scope of the manifest')]
  const remedy = 'Paste the manifest again (floorwalker manifest) and reinstall the app.'
  return [no(`lacks ${missing.length === 1 ? 'a scope' : 'scopes'}: ${missing.join(', ')}. ${remedy}`)]
}

function channelsOf({ digest, alertChannel, adminChannel }: Config) {
  return [
    { name: digest.channel, variable: 'DIGEST_CHANNEL' },
    { name: alertChannel, variable: 'ALERT_CHANNEL' },
    ...(adminChannel === null ? [] : [{ name: adminChannel, variable: 'ADMIN_CHANNEL' }]),
  ]
}

async function channelFinding(
  look: SlackLook,
  { name, variable }: { readonly name: string; readonly variable: string },
  missing: readonly string[] | null,
): Promise<readonly Finding[]> {
  const found: ChannelLook = await look.channel(name)
  if (found.kind === 'unreadable')
    return [{ mark: '!', about, said: `${name} could not be looked up (${found.because})` }]
  if (found.kind === 'member') return [yes(`is a member of ${name} (${variable})`)]
  if (found.kind === 'archived') return [no(`${name} is archived. Set ${variable} to another channel.`)]
  if (found.kind === 'not found')
    return [
      no(`there is no channel ${name}, or it is private. Create it, or invite the bot: /invite @Floorwalker`),
    ]
  return missing?.includes('chat:write.public')
    ? [no(`is no member of ${name}. Type there: /invite @Floorwalker`)]
    : [yes(`may post to ${name} (${variable}); as a member it would also hear replies there`)]
}

function groupsOf({ groups }: Config) {
  return [
    { handle: groups.operator, variable: 'OPERATOR_GROUP' },
    { handle: groups.manager, variable: 'MANAGER_GROUP' },
  ].flatMap(({ handle, variable }) => (handle === null ? [] : [{ handle, variable }]))
}

async function groupFinding(
  look: SlackLook,
  { handle, variable }: { readonly handle: string; readonly variable: string },
): Promise<readonly Finding[]> {
  const found = await look.hasGroup(handle)
  if (found === true) return [yes(`the user group ${handle} is there (${variable})`)]
  const remedy = `Until then nobody has that role. Create it in Slack, or correct ${variable}.`
  if (found === false) return [no(`there is no user group ${handle}. ${remedy}`)]
  return [no(`the user group ${handle} cannot be read (${found.unreadable}). ${remedy}`)]
}

async function blocksFinding(look: SlackLook): Promise<readonly Finding[]> {
  const blocks = await look.blocks()
  if (blocks === 'valid') return [yes('takes charts, tables and every other block')]
  if (blocks === 'not offered') return []
  const said = `refuses some blocks (${blocks.refused}). Messages are said more simply by themselves; SLACK_BLOCKS=basic does so from the start.`
  return [{ mark: '!', about, said }]
}
