import { setTimeout as pause } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Asker, Role } from '../../command.ts'
import { type AccessRules, NO_RULES, type Sees, unionOf } from '../../lib/access.ts'
import type { Clock } from '../../lib/days.ts'
import { type Language, languageOf } from '../../lib/language.ts'
import type { Locale } from '../../report/words/locale.ts'
import { failureOf } from '../outbox/slack-errors.ts'
import { remember } from './remember.ts'

/** A guest does not become a member of another kind within it, as a rule; groups are asked anew all the same. */
const STALE_PERSON_MS = 60 * 60_000
/** Longer than this nobody waits for Slack to take calls again: an answer address lives half an hour. */
const LIMITED_MOST_MS = 30_000

/** Handles of the user groups that may act; null lets every full member. */
export interface Groups {
  readonly operator: string | null
  readonly manager: string | null
}

/** What a person reads; the shop's language where theirs is not known. */
export type LocaleFor = (language?: Language) => Locale

type Permission =
  | { readonly kind: 'asker'; readonly asker: Asker; readonly name: string }
  | { readonly kind: 'refused'; readonly because: string }

export interface Auth {
  permit(who: { userId: string; channelId: string; teamId: string | null }): Promise<Permission>
}

const person = z.object({
  user: z.object({
    name: z.string().default('someone'),
    real_name: z.string().optional(),
    locale: z.string().optional(),
    team_id: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
  }),
})
const groupList = z.object({ usergroups: z.array(z.object({ id: z.string(), handle: z.string() })) })
const members = z.object({ users: z.array(z.string()) })

/** Whatever cannot be found out is a no: a guest must not act because a lookup failed. */
export function createAuth(deps: {
  client: WebClient
  groups: Groups
  localeFor: LocaleFor
  /** who may see which segments, as it is written down now */
  access?: () => AccessRules
  clock: Clock
  log: Logger
}): Auth {
  const { client, groups, localeFor, access = () => NO_RULES, clock, log } = deps
  const readPerson = async (userId: string) =>
    person.parse(await client.apiCall('users.info', { user: userId, include_locale: true }))
  const people = remember(clock, (userId) => onceMoreWhenLimited(() => readPerson(userId)), STALE_PERSON_MS)
  const groupMembers = remember(clock, async (handle: string) => {
    const all = groupList.parse(await client.apiCall('usergroups.list', {}))
    const group = all.usergroups.find((one) => one.handle === handle.replace(/^@/, ''))
    if (!group) throw new Error(`no user group is called ${handle}`)
    return new Set(
      members.parse(await client.apiCall('usergroups.users.list', { usergroup: group.id })).users,
    )
  })

  async function isIn(handle: string | null, userId: string): Promise<boolean> {
    if (handle === null) return true
    try {
      return (await groupMembers(handle)).has(userId)
    } catch (error) {
      log.error({ err: error, group: handle }, 'user group not readable, nobody is in it')
      return false
    }
  }

  /** By the groups that they are in; null in none. A group that cannot be read, or rules that cannot, grant nothing. */
  async function seesBy(userId: string): Promise<{ readonly own: Sees | null; readonly others: Sees }> {
    try {
      const rules = access()
      const granted = await Promise.all(
        Object.entries(rules.groups).map(async ([handle, sees]) =>
          (await groupMembers(handle)).has(userId) ? [sees] : [],
        ),
      )
      const own = granted.flat()
      return { own: own.length === 0 ? null : unionOf(own), others: rules.others }
    } catch (error) {
      log.error({ err: error }, 'who may see what is not readable, nothing is shown')
      return { own: null, others: [] }
    }
  }

  return {
    permit: async ({ userId, channelId, teamId }) => {
      const user = await people(userId).then(
        (found) => found.user,
        (error: unknown) => {
          log.error({ err: error, userId }, 'member not readable, refused')
          return null
        },
      )
      const language = languageOf(user?.locale) ?? undefined
      const { refused } = localeFor(language).words.edge
      if (!user) return { kind: 'refused', because: refused.unreadable }
      if (user.deleted || user.is_bot) return { kind: 'refused', because: refused.membersOnly }
      const { own, others } = await seesBy(userId)
      const isGuest = user.is_restricted || user.is_ultra_restricted
      if (isGuest || user.is_stranger || isElsewhere(user, teamId)) {
        if (own === null) return { kind: 'refused', because: isGuest ? refused.guests : refused.strangers }
        const outside = {
          userId,
          channelId,
          roles: ['viewer' as const],
          sees: own,
          ...(language && { language }),
        }
        return { kind: 'asker', asker: outside, name: user.real_name ?? user.name }
      }
      const sees = own ?? others
      const manager = await isIn(groups.manager, userId)
      const operator = (manager && groups.manager !== null) || (await isIn(groups.operator, userId))
      // whoever sees a part acts on nothing: an act may be about the rest
      const roles: Role[] = [
        'viewer',
        ...(operator && sees === 'all' ? ['operator' as const] : []),
        ...(manager && sees === 'all' ? ['manager' as const] : []),
      ]
      return {
        kind: 'asker',
        asker: {
          ...{ userId, channelId, roles },
          ...(sees !== 'all' && { sees }),
          ...(language && { language }),
        },
        name: user.real_name ?? user.name,
      }
    },
  }
}

async function onceMoreWhenLimited<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== 'limited' || failure.afterMs > LIMITED_MOST_MS) throw error
    await pause(failure.afterMs)
    return read()
  }
}

/** For a button or a form: who may not act is answered so. */
export async function permitted(
  { auth, localeFor }: { readonly auth: Auth; readonly localeFor: LocaleFor },
  who: Parameters<Auth['permit']>[0],
  roles: readonly Role[],
): Promise<Permission> {
  const permission = await auth.permit(who)
  if (permission.kind === 'refused' || mayAct(permission.asker, roles)) return permission
  const { refused } = localeFor(permission.asker.language).words.edge
  return { kind: 'refused', because: refused.press(roles) }
}

export function mayAct(asker: Asker, roles: readonly Role[]): boolean {
  return roles.some((role) => asker.roles.includes(role))
}

function isElsewhere(user: z.infer<typeof person>['user'], teamId: string | null): boolean {
  if (teamId === null || user.team_id === undefined || user.team_id === teamId) return false
  return !user.enterprise_user?.teams.includes(teamId)
}
