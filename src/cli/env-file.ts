import { parseEnv } from 'node:util'

/** A channel that begins with # would be a comment to Node, and the variable empty. */
const CHANNEL = /^(\s*(?:export\s+)?\w+_CHANNEL\s*=\s*)(#[^\s"'#]+)/gm

/** The variables of a `.env` file; `DIGEST_CHANNEL=#news` is #news, as it is to systemd and Docker. */
export function envIn(text: string): Readonly<Record<string, string | undefined>> {
  return { ...parseEnv(text.replace(CHANNEL, '$1"$2"')) }
}
