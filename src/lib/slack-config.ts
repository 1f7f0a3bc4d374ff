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
