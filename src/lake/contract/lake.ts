import type { BrokenSeen } from '../../lib/broken-seen.ts'
import type { Day } from '../../lib/days.ts'
import type { Params, Row, WrittenFile } from '../engine/engine.ts'
import type { Verdict } from './rule.ts'
import type { RawTableName } from './schema.ts'

/** Rows a source hands over in memory, already under the raw table's column names, every value text or null. */
export interface RowsPage {
  readonly kind: 'rows'
  readonly rows: readonly Readonly<Record<string, string | null>>[]
  /** elements of the page that could not be read, such as an order whose refunds the platform does not give */
  readonly rejected?: readonly RejectedRow[]
}

/** What did not come in: its place in its delivery, why, and what of it is known. */
export interface RejectedRow {
  readonly line: number
  readonly reason: string
  readonly text: string
}

/** A file on this disk that the engine reads by itself: no row passes through JavaScript. */
export interface FilePage {
  readonly kind: 'file'
  readonly path: string
  /** `jsonl`: an object a line; `json`: one document */
  readonly format: 'csv' | 'jsonl' | 'json' | 'parquet'
  /** of JSON: where the list of rows is in the document, and a list within each of them whose elements are the rows */
  readonly rows?: string
  readonly each?: string
  readonly delimiter?: string
  /** of text: UTF-8 where nothing is said; any that is known by name elsewhere */
  readonly charset?: string
  /** of a CSV: lines before its line of names */
  readonly skip?: number
  /** of a CSV without a line of names: what its columns are called */
  readonly header?: readonly string[]
  /** how its times and numbers are written, where the mapping says so for all of them */
  readonly time?: string
  readonly decimal?: ',' | '.'
  /** raw column -> how it comes from the file */
  readonly columns: Readonly<Record<string, ColumnFrom>>
  /** columns of the file and what they must be, or must not be; other rows never land */
  readonly where?: Readonly<Record<string, { readonly is: readonly string[]; readonly isNot: boolean }>>
}

export type ColumnFrom =
  | {
      readonly from: string
      /** how this column is written, where the mapping says so */
      readonly time?: string
      readonly decimal?: ',' | '.'
      /** a second column, which follows after a blank */
      readonly and?: string
      /** what values of the file stand for; others stay as they are */
      readonly map?: Readonly<Record<string, string>>
      readonly lookup?: { readonly path: string; readonly key: string; readonly value: string }
    }
  | { readonly constant: string }

export interface Batch {
  readonly source: string
  readonly table: RawTableName
  /** unique; landing the same id twice lands it once */
  readonly id: string
  readonly zone: string
  readonly currency: string
  readonly page: RowsPage | FilePage
}

export interface Ingested {
  readonly rows: number
  /** rows the reader could not take apart (cut row, wrong column count, wrong charset), kept with their text */
  readonly rejected: readonly RejectedRow[]
}

/** For one table: `rowsIn = clean + merged + quarantined`, exactly, or the build fails. */
export interface Account {
  readonly table: RawTableName
  readonly rowsIn: number
  readonly clean: number
  readonly merged: number
  readonly quarantined: number
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[]
}

export interface BuildReport {
  readonly buildId: string
  readonly accounts: readonly Account[]
  /** days whose clean rows or marts were rebuilt */
  readonly days: readonly Day[]
  /** checks that failed; when not empty nothing was published and yesterday's marts stand */
  readonly failed: readonly Failed[]
  /** what the rules of the clean tables came to, as far as this build gave them something to look at */
  readonly verdicts: readonly Verdict[]
}

export interface Failed {
  readonly table: string
  readonly check: string
  readonly found: number
  /** a rule's sentence for people, where it is a rule that failed */
  readonly says?: string
  readonly seen?: BrokenSeen
}

/** Which Parquet files make up each table now. Kept in the state database, so that publishing is one transaction. */
export interface Manifest {
  /** grows with every publish and every landed batch: a reader whose views are older reads `files` again */
  version(): Promise<number>
  files(table?: string): Promise<readonly ManifestFile[]>
  /**
   * A landed batch: its files join their tables (`raw_<table>`, `refused`) and are pending until a build consumes
   * them. A (source, batchId) that is known already changes nothing: landing twice lands once.
   */
  addRaw(files: readonly ManifestFile[]): Promise<void>
  /**
   * In one transaction: drop what these tables had for these partitions (null: the whole-table partition, 'all':
   * everything), add the new files, record the build. Throws when a consumed file is not pending any more, for then
   * another build has taken it in. A path that is dropped and added again stays.
   */
  publish(change: {
    readonly buildId: string
    readonly drop: readonly { readonly table: string; readonly dt: string | null | 'all' }[]
    readonly add: readonly ManifestFile[]
    /** what this build adds to the totals; `clean` may be 0 or less when rows only replaced others */
    readonly accounts: readonly Account[]
    /** raw files this build has taken in; they stay in `files` */
    readonly consumed: readonly string[]
    /** `builds` as it was when the files were read: when another has been published since, this one is refused */
    readonly after?: number
    /** all was built anew: the totals of before are forgotten */
    readonly isAnew?: boolean
    /** shoppers whose name is left out from now on, by platform and hash */
    readonly erased?: readonly ErasedShopper[]
    /** how many rows of each source are kept no longer: landed ones (reason null) and refused ones */
    readonly dropped?: readonly {
      readonly source: string
      readonly reason: string | null
      readonly rows: number
    }[]
  }): Promise<void>
  /** how often has been published so far */
  builds(): Promise<number>
  /** raw files not yet taken in by a build */
  pending(): Promise<readonly ManifestFile[]>
  /** totals over every build so far */
  accounts(): Promise<readonly Account[]>
  hasBatch(source: string, batchId: string): Promise<boolean>
  erasedShoppers(): Promise<readonly ErasedShopper[]>
}

/** What was rewritten: of each table the rows that named the shopper. */
export interface Erased {
  readonly tables: readonly { readonly table: string; readonly rows: number }[]
  readonly days: number
}

/** From which day on is kept what was built, and what landed; null keeps all of it. */
export interface Horizon {
  readonly keptFrom: Day | null
  readonly rawFrom: Day | null
}

/** What is dropped of each table. */
export type Retained = readonly {
  readonly table: string
  readonly days: number
  readonly rows: number
  readonly bytes: number
}[]

interface ErasedShopper {
  readonly platform: string
  readonly shopper: string
}

export interface ManifestFile extends WrittenFile {
  readonly table: string
  readonly source?: string
  readonly batchId?: string
}

/**
 * Rows of a mart, and which rows they replace: all of it; those of these days, for which `sql` sees these days only of
 * what is kept by day; or those of these metrics on any other day.
 */
export interface MartPart {
  readonly sql: string
  readonly replaces: 'all' | { readonly days: readonly Day[] } | { readonly metrics: readonly string[] }
  /** days before it stand whatever comes: the rows they were computed from are kept no longer */
  readonly since?: Day
}

export interface Lake {
  readonly zone: string
  /** over published views: `raw_<table>`, `clean_<table>`, `mart_<name>`, `quarantine` */
  query<T extends Row = Row>(sql: string, params?: Params): Promise<T[]>
  ingest(batch: Batch): Promise<Ingested>
  /** takes in what landed since the last build, checks it, publishes it at once; rules that were accepted only warn */
  build(
    onProgress?: (done: number, total: number, step: string) => void,
    accepted?: ReadonlySet<string>,
  ): Promise<BuildReport>
  /**
   * Builds anew, whatever is broken of what stands: all of it from the rows as they were ingested, or the marts from the
   * clean tables. The KPIs are to be measured after it.
   */
  rebuild(
    from: 'raw' | 'clean',
    onProgress?: (done: number, total: number, step: string) => void,
    accepted?: ReadonlySet<string>,
  ): Promise<BuildReport>
  accounts(): Promise<readonly Account[]>
  /** takes a shopper out of everything that is kept, and leaves them out when they come again; null: not known */
  erase(platform: string, id: string): Promise<Erased | null>
  /** drops the days before the horizon; a rehearsal only says what would be dropped */
  retain(horizon: Horizon, isRehearsal?: boolean): Promise<Retained>
  /**
   * Writes a mart computed outside the lake's own SQL (`mart_kpi`), published like any other. What it does not replace
   * stays; when no row differs from what stands nothing is written. Returns the days on which a row has moved.
   */
  writeMart(mart: 'mart_kpi', parts: readonly MartPart[]): Promise<readonly Day[] | 'all'>
  close(): Promise<void>
}
