import { z } from 'zod'
import { languagesFrom } from '../lib/language.ts'
import { shareFrom } from '../lib/share.ts'

/** What the value of a variable may be. An empty one is as good as none. */
const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional())
export const defaulted = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => blank(given) ?? value, schema)

export const port = z.coerce.number().int().min(0).max(65_535)
/** A port of this machine alone, or after the address it is heard on: `0.0.0.0:9090`, `[::]:9090`. */
export const listenAt = z
  .union([z.number(), z.string()])
  .transform((given) => /^(?:(\d+(?:\.\d+){3}|\[[0-9a-f:]+\]):)?(\d{1,5})$/i.exec(String(given).trim()))
  .refine((found) => found !== null && Number(found[2]) <= 65_535)
  .transform((found) => ({
    host: found?.[1]?.replace(/^\[|\]$/g, '') ?? '127.0.0.1',
    port: Number(found?.[2]),
  }))
export const hostList = z
  .string()
  .transform((text) => text.split(',').map((host) => host.trim()))
  .refine((hosts) => hosts.every((host) => /^[a-z0-9.:_-]+$/i.test(host)))
/** `name=value`, as OpenTelemetry writes them */
export const headers = z
  .string()
  .transform((text) => text.split(',').map((one) => /^\s*([\w-]+)\s*=\s*(.*\S)\s*$/.exec(one)))
  .refine((all) => all.every((one) => one !== null))
  .transform((all) => Object.fromEntries(all.flatMap((one) => (one ? [[one[1], one[2]]] : []))))
  .pipe(z.record(z.string(), z.string()))
export const share = ({ from, to }: { readonly from: number; readonly to: number }) =>
  z
    .string()
    .transform((text) => shareFrom(text) ?? Number.NaN)
    .refine((value) => value >= from && value <= to)
export const count = z.coerce.number().int().min(0).max(9999)
export const months = count.refine((given) => given === 0 || given >= 14)
/** Slack's own ids as they are; a name in small letters, with its # */
export const channel = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => CHANNEL_ID.test(text) || /^#?[\p{L}\p{N}_-]{1,80}$/u.test(text))
  .transform((text) => (CHANNEL_ID.test(text) ? text : `#${text.replace(/^#/, '').toLowerCase()}`))
const CHANNEL_ID = /^[CDG][A-Z0-9]{6,}$/
export const timeOfDay = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/)

/** The variables that mean nothing without the one at fault, itself among them. */
export function goesWith(variable: string, all: readonly string[]): readonly string[] {
  if (variable === 'EVENTS_KEY') return [variable, 'EVENTS_PORT']
  if (variable === 'SPARK_URL') return [variable, 'ENGINE']
  return variable.startsWith('SLACK_') ? all.filter((name) => name.startsWith('SLACK_')) : [variable]
}

/** Channels that read another language: `#ops-cn=zh`, separated by commas. */
export const channelLanguages = z
  .string()
  .transform(languagesFrom)
  .refine((found) => found !== null)
