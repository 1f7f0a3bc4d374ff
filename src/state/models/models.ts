import { z } from 'zod'
import { flag, instant, iso, json } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** One training of one model, kept whole, so that what was predicted can be told again. */
export interface ModelVersion {
  readonly name: string
  readonly version: string
  readonly trainedAt: Date
  /** shop days, half-open */
  readonly dataFrom: string
  readonly dataTo: string
  readonly metrics: unknown
  /** what the model needs to answer; parsed by the model that wrote it */
  readonly content: unknown
}

const stored = z
  .object({
    name: z.string(),
    version: z.string(),
    trained_at: instant,
    data_from: z.string(),
    data_to: z.string(),
    metrics: json,
    content: json,
    is_champion: flag,
  })
  .transform((row) => ({
    name: row.name,
    version: row.version,
    trainedAt: row.trained_at,
    dataFrom: row.data_from,
    dataTo: row.data_to,
    metrics: row.metrics,
    content: row.content,
    isChampion: row.is_champion,
  }))

/** The same version again replaces it: a job run that is repeated leaves one row, and its champion stays one. */
export async function saveModel(trx: Trx, model: ModelVersion): Promise<void> {
  const row = {
    trained_at: iso(model.trainedAt),
    data_from: model.dataFrom,
    data_to: model.dataTo,
    metrics: JSON.stringify(model.metrics),
    content: JSON.stringify(model.content),
  }
  await trx('model')
    .insert({ name: model.name, version: model.version, ...row })
    .onConflict(['name', 'version'])
    .merge(row)
}

/** The version in use, or null when none has been promoted. */
export async function championOf(state: Pick<State, 'read'>, name: string): Promise<ModelVersion | null> {
  const row = await state.read('model').where({ name, is_champion: true }).first()
  return row ? stored.parse(row) : null
}

/** The version in use, with what the latest training measured: whether what is in use has drifted stands there. */
export async function modelInUse(
  state: Pick<State, 'read'>,
  name: string,
): Promise<(ModelVersion & { readonly latest: unknown }) | null> {
  const champion = await championOf(state, name)
  if (!champion) return null
  const row = await state.read('model').where({ name }).orderBy('trained_at', 'desc').first()
  return { ...champion, latest: stored.parse(row).metrics }
}

/** The latest training first. */
export async function modelVersions(
  state: Pick<State, 'read'>,
  name: string,
): Promise<(ModelVersion & { readonly isChampion: boolean })[]> {
  const rows = await state.read('model').where({ name }).orderBy('trained_at', 'desc')
  return z.array(stored).parse(rows)
}

/** Makes this version the one in use, and no other of its name. */
export async function promote(trx: Trx, name: string, version: string): Promise<void> {
  await trx('model').where({ name, is_champion: true }).whereNot({ version }).update({ is_champion: false })
  const promoted = await trx('model').where({ name, version }).update({ is_champion: true })
  if (promoted !== 1) throw new Error(`no version ${version} of the model ${name} is stored`)
}

/** No version of this name is in use any more. */
export async function withdraw(trx: Trx, name: string): Promise<void> {
  await trx('model').where({ name, is_champion: true }).update({ is_champion: false })
}

/** Keeps the latest so many versions of a model and the champion: for models of which the past tells nothing more. */
export async function dropOldModels(trx: Trx, name: string, kept: number): Promise<void> {
  const rows = await trx('model').where({ name }).orderBy('trained_at', 'desc').select('version')
  const old = z
    .array(z.object({ version: z.string() }))
    .parse(rows)
    .slice(kept)
  await trx('model')
    .where({ name, is_champion: false })
    .whereIn(
      'version',
      old.map(({ version }) => version),
    )
    .delete()
}
