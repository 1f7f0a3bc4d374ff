import type { Language } from '../../lib/language.ts'
import { words as english } from './en/words.ts'
import { type Format, formatOf } from './format.ts'
import type { Words } from './words.ts'
import { words as chinese } from './zh/words.ts'

/** Everything a message is written with: the shop's numbers and dates in a language, and its texts. */
export interface Locale extends Format {
  readonly words: Words
}

const WORDS: Readonly<Record<Language, (format: Format) => Words>> = { en: english, zh: chinese }

const known = new Map<string, Locale>()

/** Also of a shop without a configuration. */
export function localeOf(
  language: Language,
  { currency, zone }: { readonly currency: string; readonly zone: string },
): Locale {
  const key = `${language} ${currency} ${zone}`
  const made = known.get(key)
  if (made) return made
  const format = formatOf(language, { currency, zone })
  const locale = { ...format, words: WORDS[language](format) }
  known.set(key, locale)
  return locale
}

/** In the language of the configuration, or in another: that of a channel. */
export function shopLocale(
  {
    language,
    shop,
  }: { readonly language: Language; readonly shop: { readonly currency: string; readonly zone: string } },
  other: Language = language,
): Locale {
  return localeOf(other, shop)
}
