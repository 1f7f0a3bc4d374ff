/**
 * What a source may deliver: one entry a raw table, every column text until `clean/<table>.sql` types it.
 * Raw rows also carry their lineage: `_source`, `_batch`, `_row` (1-based in the batch), `_landed_at`, and
 * the `_zone` and `_currency` that hold where the row itself names none, and `_unmapped`, the columns its source does not map.
 * A column is additive only: never renamed, never removed.
 */
export interface RawTable {
  /** the key that identifies a row across deliveries; the latest delivery wins. Empty: only exact copies merge. */
  readonly key: readonly string[]
  /** columns that name a shopper: replaced by a keyed hash before the row is stored */
  readonly shopper: readonly string[]
  readonly columns: readonly string[]
}
