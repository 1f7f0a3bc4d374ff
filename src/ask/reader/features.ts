const LONG = 5
const PIECE = 4

/** Of a sketch: its units, two and three in a row, and pieces of long words, so that "collapsing" is near "collapsed". */
export function featuresOf(units: readonly string[]): string[] {
  const found = new Set<string>()
  const all = ['^', ...units, '$']
  all.forEach((unit, at) => {
    const [next, third] = [all[at + 1], all[at + 2]]
    if (at > 0 && at < all.length - 1) found.add(unit)
    if (next !== undefined) found.add(`${unit} ${next}`)
    if (next !== undefined && third !== undefined) found.add(`${unit} ${next} ${third}`)
    if (unit.length >= LONG)
      for (let from = 0; from + PIECE <= unit.length; from += 1)
        found.add(`~${unit.slice(from, from + PIECE)}`)
  })
  return [...found]
}
