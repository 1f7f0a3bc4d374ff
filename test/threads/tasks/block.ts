/** Leaves its thread no turn for so long. */
export function run(ms: number): number {
  const until = performance.now() + ms
  while (performance.now() < until);
  return ms
}
