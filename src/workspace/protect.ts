import type { Json } from './memory.ts'

/**
 * The block renderer undoes `&lt;` before it looks for `<!channel>`, so escaped data would come alive. What must
 * stay text is sent through it as private-use characters and made HTML again afterwards.
 */
const GUARDED: readonly string[] = ['<', '>', '&', '*', '_', '~', '`', ':', '@', '#']
const BASE = 0xe900
const ENTITY: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' }
const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

const guard = (sign: string) => String.fromCharCode(BASE + GUARDED.indexOf(sign))
const PRIVATE = /[\uE900-\uE9FF]/g

export function protect(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(protect)
  if (typeof value === 'string') return value.replace(PRIVATE, '')
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(value)) copy[name] = protect(part)
  // to Slack `verbatim` means unlinked, to the renderer unformatted
  if (copy.type === 'mrkdwn') delete copy.verbatim
  return typeof copy.text === 'string' ? { ...copy, text: protectText(copy, copy.text) } : copy
}

function protectText(holder: Json, text: string): string {
  if (holder.type === 'mrkdwn') {
    return text.replace(/&(lt|gt|amp);/g, (_, name: string) => guard(ENTITY[name] ?? ''))
  }
  if (holder.type !== 'plain_text') return text
  const withEmoji = holder.emoji !== false
  return text
    .split(withEmoji ? /(:[a-z0-9_+-]+:)/ : /$^/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[<>&*_~`:@#]/g, guard)))
    .join('')
}

export function unprotect(html: string): string {
  return html.replace(PRIVATE, (sign) => {
    const plain = GUARDED[sign.charCodeAt(0) - BASE] ?? ''
    return HTML[plain] ?? plain
  })
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => HTML[sign] ?? (sign === '"' ? '&quot;' : '&#39;'))
}
