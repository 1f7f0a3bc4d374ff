import type { Json } from './memory.ts'

/** Blocks travel as a list in JSON and as its text in a form. */
export function listOf(value: unknown): Json[] {
  const list: unknown = typeof value === 'string' && value !== '' ? parsedAny(value) : value
  return Array.isArray(list) ? list.filter(isJson) : []
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function parsed(text: string): Json {
  const value = parsedAny(text)
  return isJson(value) ? value : {}
}

function parsedAny(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
