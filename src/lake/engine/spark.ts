import hive from 'hive-driver'
import { Fault, messageOf } from '../../lib/errors.ts'
import { text } from './duckdb.ts'
import type { Engine, Params, Row } from './engine.ts'
import { type RowSet, rowsOf, type Schema } from './spark-values.ts'

const { TCLIService, TCLIService_types: types } = hive.thrift

/** What a session is set to, so that the SQL that DuckDB runs means the same. */
const SETTINGS = {
  'spark.sql.session.timeZone': 'UTC',
  'spark.sql.ansi.enabled': 'true',
  // "name" is a name
  'spark.sql.ansi.doubleQuotedIdentifiers': 'true',
  'spark.sql.parquet.outputTimestampType': 'TIMESTAMP_MICROS',
  'spark.sql.parquet.datetimeRebaseModeInWrite': 'CORRECTED',
  'spark.sql.parquet.datetimeRebaseModeInRead': 'CORRECTED',
  // a year of files is listed sooner here than by a job of its own
  'spark.sql.sources.parallelPartitionDiscovery.threshold': '20000',
  // a Newton step is some hundred sums: as compiled code they take a third of the time
  'spark.sql.codegen.maxFields': '2000',
}

const CONNECT_MS = 20_000

/**
 * A session of Spark's Thrift Server (HiveServer2). `url` is `spark://user:password@host:10000`; `?auth=nosasl` where
 * the server is set so, `?tls=1` where it speaks TLS: its certificate is checked.
 */
export async function openSpark(url: string): Promise<Engine> {
  const { client, session, unlessLost } = await connect(new URL(url))
  const utils = new hive.HiveUtils(types)
  const execute = async (sql: string, params: Params | undefined) => {
    const operation = await session.executeStatement(bound(sql, params), { runAsync: true })
    try {
      await utils.waitUntilReady(operation, false, () => {})
      await utils.fetchAll(operation)
      return rowsOf(operation.getSchema() as Schema | null, operation.getData() as RowSet[])
    } finally {
      await operation.close().catch(() => undefined)
    }
  }
  const query = async (sql: string, params?: Params) => {
    try {
      return await unlessLost(execute(sql, params))
    } catch (error) {
      throw new Error(`Spark: ${reasonOf(error)}`)
    }
  }
  for (const [key, value] of Object.entries(SETTINGS)) await query(`set ${key}=${value}`)
  return {
    name: 'spark',
    query: <T extends Row = Row>(sql: string, params?: Params) => query(sql, params) as Promise<T[]>,
    run: async (sql, params) => void (await query(sql, params)),
    async close() {
      await session.close().catch(() => undefined)
      client.close()
    },
  }
}

async function connect(url: URL) {
  const client = new hive.HiveClient(TCLIService, types)
  // a connection that ends settles nothing that waits for it
  const lost = new Promise<never>((_, reject) => {
    client.on('error', (error: unknown) => reject(new Error(`the connection was lost: ${messageOf(error)}`)))
    client.on('close', () => reject(new Error('the connection was closed')))
  })
  lost.catch(() => undefined)
  const unlessLost = <T>(work: Promise<T>): Promise<T> => Promise.race([work, lost])
  const soon = <T>(work: Promise<T>) => within(CONNECT_MS, unlessLost(work))
  const isTls = url.searchParams.get('tls') === '1'
  const options = {
    host: url.hostname,
    port: Number(url.port || 10_000),
    options: { connect_timeout: CONNECT_MS, ...(isTls && { ssl: true, rejectUnauthorized: true }) },
  }
  const auth =
    url.searchParams.get('auth') === 'nosasl'
      ? new hive.auth.NoSaslAuthentication()
      : new hive.auth.PlainTcpAuthentication({
          username: decodeURIComponent(url.username) || 'floorwalker',
          password: decodeURIComponent(url.password) || 'none',
        })
  try {
    const connected = await soon(client.connect(options, new hive.connections.TcpConnection(), auth))
    const session = await soon(
      connected.openSession({ client_protocol: types.TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10 }),
    )
    return { client, session, unlessLost }
  } catch (error) {
    client.close()
    throw new Fault(
      `no Spark Thrift Server answers at ${url.hostname}:${options.port} (${messageOf(error)})`,
      'Start it, or correct SPARK_URL; ENGINE=duckdb builds in this process.',
    )
  }
}

/** A connection that is refused or answers another protocol never settles by itself. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The first line of a stack trace of Java says what is wrong. */
function reasonOf(error: unknown): string {
  const { response } = error as { response?: { errorMessage?: string; status?: { errorMessage?: string } } }
  const told = response?.errorMessage ?? response?.status?.errorMessage ?? messageOf(error)
  const [said = told] = told.split('\n\tat ')
  return said.replace(/^.*?Exception: /, '').slice(0, 2000)
}

/**
 * The protocol binds nothing: values are written where they are named, outside of quoted text. Inside it Spark takes a
 * backslash for the start of an escape, DuckDB for a backslash.
 *
 * @internal exported for the tests: the escapes, where no Spark runs
 */
export function bound(sql: string, params: Params = {}): string {
  return sql.replace(/'(?:[^']|'')*'|\$([a-zA-Z_]\w*)/g, (part, named: string | undefined) => {
    if (named === undefined) return escaped(part)
    const value = params[named]
    if (value === undefined) throw new Error(`no value for $${named}`)
    return literal(value)
  })
}

const escaped = (quoted: string) => quoted.replaceAll('\\', '\\\\')

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return escaped(text(value))
  if (typeof value === 'boolean') return String(value)
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be bound`)
  return Number.isSafeInteger(value) ? String(value) : `cast('${value}' as double)`
}
