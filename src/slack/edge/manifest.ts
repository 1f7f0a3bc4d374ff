import type { BoundCommand } from '../../command.ts'
import { commandNames } from './names.ts'

/** What the app is called in Slack's menus of shortcuts; the second stands at every message. */
export const SHORTCUTS = [
  {
    name: 'Ask Floorwalker',
    type: 'global',
    callback_id: 'ask',
    description: 'A question about the shop, put together from menus',
  },
  {
    name: 'Why?',
    type: 'message',
    callback_id: 'why',
    description: 'Why the KPI of this digest or alert moved',
  },
  {
    name: 'Keep as note',
    type: 'message',
    callback_id: 'note',
    description: 'Keeps a message of an alert’s thread as its note',
  },
] as const

/**
 * What the bot needs and why: post, find what it posted, hear who speaks to it, upload charts, know who asks, and show in
 * the assistant's pane that it is looking.
 */
export const SCOPES = [
  'app_mentions:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'channels:read',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:history',
  'files:read',
  'files:write',
  'users:read',
  'usergroups:read',
  'assistant:write',
] as const

/** Commands in which people are named. */
const NAMING: ReadonlySet<string> = new Set(['/alerts', '/oncall', '/subscribe'])

/** Its page, its pane, its name, private words, and replies below what it posted; all else in channels is dropped. */
const EVENTS = [
  'app_home_opened',
  'app_mention',
  'assistant_thread_started',
  'assistant_thread_context_changed',
  'message.channels',
  'message.groups',
  'message.im',
] as const

/** Where Slack posts commands, clicks and events when the bot has an address. */
const EVENTS_PATH = '/slack/events'

/** The text to paste when a Slack app is created. With a public address it is reached over HTTP, else by its socket. */
export function buildManifest(
  commands: readonly Pick<BoundCommand, 'name' | 'usage' | 'about'>[],
  { address, prefix = null }: { readonly address?: string; readonly prefix?: string | null } = {},
) {
  const requestUrl = address === undefined ? undefined : eventsUrl(address)
  const reached = requestUrl === undefined ? {} : { request_url: requestUrl }
  const menus = requestUrl === undefined ? {} : { message_menu_options_url: requestUrl }
  const names = commandNames(
    prefix,
    commands.map(({ name }) => name),
  )
  const called = commands.flatMap((one) => {
    const command = names.registered(one.name)
    return command === null ? [] : [{ ...one, command }]
  })
  return {
    display_information: {
      name: 'Floorwalker',
      description: 'The duty manager of your marketplace: digest, alerts, forecasts and advice',
      background_color: '#0b3d5c',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      assistant_view: {
        assistant_description:
          'Answers questions about the shop: what a KPI is, why it moved, what it will be',
        // each pane gets those of this shop
        suggested_prompts: [],
      },
      bot_user: { display_name: 'Floorwalker', always_online: true },
      shortcuts: SHORTCUTS.map((shortcut) => ({ ...shortcut })),
      slash_commands: called.map(({ command, name, usage, about }) => ({
        command,
        ...(requestUrl === undefined ? {} : { url: requestUrl }),
        description: about.slice(0, 2000),
        usage_hint: usage.replace(name, '').trim().slice(0, 1000) || ' ',
        // who is meant by @name is known by id only where Slack writes it as a mention
        should_escape: NAMING.has(name),
      })),
    },
    oauth_config: { scopes: { bot: [...SCOPES] } },
    settings: {
      event_subscriptions: { ...reached, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, ...reached, ...menus },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  }
}

/** A host alone means the path that the bot listens on. */
function eventsUrl(address: string): string {
  const url = new URL(address)
  return url.pathname === '/' ? `${url.origin}${EVENTS_PATH}` : url.href
}
