export interface Stores {
  readonly dataDir: string
  readonly lakeDir: string
  readonly spillDir: string
  readonly databaseUrl: string
}

/** Where everything lies that is kept, when nothing but a folder is named. */
export function storesIn(
  dataDir: string,
  lakeDir = `${dataDir}/lake`,
  spillDir = `${lakeDir}/spill`,
): Stores {
  return { dataDir, lakeDir, spillDir, databaseUrl: `sqlite:${dataDir}/state.sqlite` }
}
