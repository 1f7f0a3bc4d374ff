export function run(because: string): never {
  throw new RangeError(because)
}
