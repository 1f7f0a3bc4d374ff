/** A link of the header: its address, then its parameters, of which a quoted one may hold a comma or a semicolon. */
const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"';,]*))?)*)/g
const PARAMETER = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"';,]*)))?/g

/**
 * The address a Link header (RFC 8288) calls `next`, as an address of its own: what is relative is of the page that was
 * asked for. A server behind a proxy may write `http:` for the host that was asked over https: it is asked as before.
 */
export function nextLink(header: string | undefined, asked: string): string | null {
  for (const [, address = '', parameters = ''] of header?.matchAll(LINK) ?? []) {
    const rels = [...parameters.matchAll(PARAMETER)].flatMap(([, name, double, single, bare]) =>
      name?.toLowerCase() === 'rel' ? (double ?? single ?? bare ?? '').toLowerCase().split(/\s+/) : [],
    )
    if (rels.includes('next')) return absolute(address, asked)
  }
  return null
}

/** Null where it is no address at all. */
export function absolute(address: string, asked: string): string | null {
  if (!URL.canParse(address, asked)) return null
  const [to, from] = [new URL(address, asked), new URL(asked)]
  if (to.hostname === from.hostname && to.port === from.port && to.protocol !== from.protocol)
    to.protocol = from.protocol
  return to.href
}
