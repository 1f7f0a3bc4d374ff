import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openSpark } from './spark.ts'

/** Who answers at this address, and whether it reads what this process writes. */
export async function probeSpark(
  url: string,
  lakeDir: string,
): Promise<{ readonly version: string; readonly seesFolder: boolean }> {
  const spark = await openSpark(url)
  const folder = join(resolve(lakeDir), '.staging')
  const path = join(folder, `probe-${process.pid}.csv`)
  try {
    const [row] = await spark.query<{ version: string }>('select version() as version')
    await mkdir(folder, { recursive: true })
    await writeFile(path, 'seen\n')
    const seen = await spark
      .query(`select count(*) as lines from csv.${identifier(path)}`)
      .then(([found]) => found?.lines === 1)
      .catch(() => false)
    return { version: `Spark ${String(row?.version ?? '').split(' ')[0]}`, seesFolder: seen }
  } finally {
    await rm(path, { force: true })
    await spark.close()
  }
}

/** A path in the place of a table's name. */
function identifier(path: string): string {
  return `\`${path.replaceAll('`', '``')}\``
}
