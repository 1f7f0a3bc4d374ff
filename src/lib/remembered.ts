/** One question is read several times, each time as another command: what does not depend on that is kept from the last. */
export function remembered<K extends readonly unknown[], V>(make: (...key: K) => V): (...key: K) => V {
  let last: { readonly key: K; readonly value: V } | null = null
  return (...key) => {
    if (last?.key.every((one, i) => one === key[i])) return last.value
    const value = make(...key)
    last = { key, value }
    return value
  }
}
