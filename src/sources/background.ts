import type { BackgroundClients, BackgroundWork, Source } from './source.ts'

/** Begins what the sources do in the background, all or nothing: where one cannot begin the others are stopped. */
export async function startBackground(
  sources: readonly Source[],
  clients: BackgroundClients,
): Promise<BackgroundWork> {
  const begun = await Promise.allSettled(sources.map((source) => source.background?.(clients)))
  const works = begun.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []))
  const stop = async () => void (await Promise.all(works.map((work) => work.stop())))
  const failed = begun.find((one) => one.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  return { stop }
}
