/** what a group that was left alone is called */
const CONTROL =
  /^(?:0(?:\.0+)?|false|no|none|control(?: group)?|ctrl|hold-?out|placebo|untreated|no[ _-]?(?:e-?mail|mail|contact|treatment|offer|message|sms|promo(?:tion)?|campaign))$/i

/** The one name that means "left alone", or null where none or several do. */
export function controlAmong(names: readonly string[]): string | null {
  const [only, second] = names.filter((name) => CONTROL.test(name))
  return only !== undefined && second === undefined ? only : null
}

/** what the untouched arm of a test is called besides */
const BASELINE = /^(?:a|baseline|original|old|default|existing|current)$/i

/** The control of an experiment by its name, or null where the names do not tell. */
export function firstArm(names: readonly string[]): string | null {
  const [only, second] = names.filter((name) => BASELINE.test(name))
  return controlAmong(names) ?? (only !== undefined && second === undefined ? only : null)
}
