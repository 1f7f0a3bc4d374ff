import { z } from 'zod'
import { defaulted, optional } from './values.ts'

/** Every variable that is about Slack itself. */
export const SLACK_VARIABLES = {
  SLACK_BOT_TOKEN: optional(z.string().startsWith('xoxb-')).describe(
    'Give the Bot User OAuth Token, it begins with xoxb-.',
  ),
  SLACK_APP_TOKEN: optional(z.string().startsWith('xapp-')).describe(
    'Give the app-level token for Socket Mode, it begins with xapp-.',
  ),
  SLACK_SIGNING_SECRET: optional(z.string().min(8)).describe(
    'Give the Signing Secret from Basic Information.',
  ),
  SLACK_API_URL: optional(z.url()).describe(
    'Give the whole address of a Slack Web API, such as https://slack.com/api/.',
  ),
  SLACK_BLOCKS: defaulted(z.enum(['full', 'basic', 'text']), 'full').describe(
    'Give full, basic for a server that shows only the oldest blocks, or text.',
  ),
  COMMAND_PREFIX: optional(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,19}$/)).describe(
    'Give what goes before every command, such as fw- for /fw-kpi, or floorwalker for /floorwalker kpi.',
  ),
} as const

export type SlackConfig =
  | { readonly mode: 'workspace' }
  | {
      readonly mode: 'socket'
      readonly botToken: string
      readonly appToken: string
      readonly apiUrl: string | null
    }
  | {
      readonly mode: 'http'
      readonly botToken: string
      readonly signingSecret: string
      readonly apiUrl: string | null
    }

/** How Slack is reached, from what is given of it; or what is missing. */
export function slackConfig(
  env: Readonly<Record<string, string | undefined>>,
): SlackConfig | { variable: string; remedy: string } {
  const given = (name: string) => env[name]?.trim() || null
  const botToken = given('SLACK_BOT_TOKEN')
  const appToken = given('SLACK_APP_TOKEN')
  const signingSecret = given('SLACK_SIGNING_SECRET')
  const apiUrl = given('SLACK_API_URL')
  if (!botToken && !appToken && !signingSecret) return { mode: 'workspace' }
  if (!botToken)
    return {
      variable: 'SLACK_BOT_TOKEN',
      remedy: 'Is missing beside the other Slack settings. Copy it from OAuth & Permissions.',
    }
  if (appToken) return { mode: 'socket', botToken, appToken, apiUrl }
  if (signingSecret) return { mode: 'http', botToken, signingSecret, apiUrl }
  return {
    variable: 'SLACK_APP_TOKEN',
    remedy: 'Give it for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP.',
  }
}
