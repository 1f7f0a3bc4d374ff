/** The languages the bot answers people in. The terminal and the logs are English. */
export const LANGUAGES = ['en', 'zh'] as const

export type Language = (typeof LANGUAGES)[number]

/** `zh-CN`, `zh_TW` and `en-GB` are languages here; null for one the bot does not speak. */
export function languageOf(tag: string | null | undefined): Language | null {
  const wanted = (tag ?? '').toLowerCase().split(/[-_]/)[0]
  return LANGUAGES.find((language) => language === wanted) ?? null
}

/** `#ops-cn=zh, C0123=en`: languages by name. Null when one of them is no language, or has no name. */
export function languagesFrom(text: string): ReadonlyMap<string, Language> | null {
  const found = new Map<string, Language>()
  for (const one of text.split(',')) {
    const [name = '', tag] = one.split('=').map((part) => part.trim())
    const language = languageOf(tag)
    if (name === '' || language === null) return null
    found.set(name, language)
  }
  return found
}

/** The language of one of the bot's own texts, where nothing else tells it: Chinese is not written without its signs. */
export function languageIn(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
}
