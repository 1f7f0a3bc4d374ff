import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Fault } from '../../lib/errors.ts'
import type { Answers, Connector } from '../../sources/connector.ts'
import { mappingText, proposedTables } from '../../sources/files/propose/propose.ts'
import { HTTP_DEFAULTS } from '../../sources/http/defaults.ts'
import { openHttp } from '../../sources/http/http.ts'
import { openReader } from '../../state/database/read-only.ts'
import type { Asking } from '../asking.ts'
import type { Call } from '../verb.ts'
import { type Agreed, proposeAndAsk, proposeAndTry } from './import-proposed.ts'

export interface ProposedSource {
  readonly feeds: readonly Readonly<Record<string, unknown>>[]
  readonly shop: { readonly zone: string; readonly currency: string }
  /** of files: the mapping that was written beside the sources file */
  readonly mappingFile: string | undefined
}

interface Asked {
  readonly connector: Connector
  readonly kind: string
  readonly name: string
  readonly answers: Answers
  /** the sources file */
  readonly file: string
}

/** A source whose mapping is proposed, by the same look at its rows as that of an import. */
export async function proposeSource(
  call: Pick<Call, 'config' | 'secret'>,
  { connector, kind, name, answers, file }: Asked,
  asking: Pick<Asking, 'ask'>,
): Promise<ProposedSource> {
  const { proposes } = connector
  if (!proposes) throw new Fault(`Nothing can be proposed for ${kind}.`, 'Name its table.')
  const scratch = mkdtempSync(join(tmpdir(), 'floorwalker-sample-'))
  try {
    const dir = await sampled(call, { proposes, answers, folder: dirname(file), scratch })
    const isOwnFolder = !dir.startsWith(scratch)
    const { proposal, said } = isOwnFolder
      ? await proposeAndTry(call, dir, asking)
      : await proposeAndAsk(dir, asking)
    const mappingFile = isOwnFolder ? kept({ proposal: { ...proposal, name }, said }, file) : undefined
    const tables = proposedTables(proposal, said)
    const { zone, currency } = said
    const told = proposes.told(answers, {
      zone,
      currency,
      mappingFile: mappingFile ? basename(mappingFile) : '',
      tables,
    })
    return {
      feeds: told.map((one) => ({ name: `${name}${one.suffix}`, platform: name, [kind]: one.said })),
      shop: { zone, currency },
      mappingFile,
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Under a name that is free: a file that is there is somebody's. */
function kept({ proposal, said }: Agreed, file: string): string {
  for (let n = 1; ; n++) {
    const path = join(dirname(file), `${proposal.name}${n > 1 ? `-${n}` : ''}.yaml`)
    if (existsSync(path) || path === file) continue
    writeFileSync(path, mappingText(proposal, said))
    return path
  }
}

interface Sampled {
  readonly proposes: NonNullable<Connector['proposes']>
  readonly answers: Answers
  readonly folder: string
  readonly scratch: string
}

async function sampled(
  call: Pick<Call, 'config' | 'secret'>,
  { proposes, answers, folder, scratch }: Sampled,
): Promise<string> {
  const { privateHosts } = call.config
  const http = openHttp({ ...HTTP_DEFAULTS, privateHosts, retries: 1 })
  const clients = { http, openSql: openReader, signal: new AbortController().signal }
  return await proposes.sample(answers, { scratch, folder, secret: call.secret, clients })
}
