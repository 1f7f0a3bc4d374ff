/** `90%`, `90` and `.9` are the same share; null when it is none from 0 to 1. */
export function shareFrom(typed: string): number | null {
  const words = typed.trim().replace(',', '.')
  const value = Number(words.replace(/\s*%$/, ''))
  if (words === '' || !Number.isFinite(value)) return null
  // 99.9 / 100 is a hair above .999
  const share = words.endsWith('%') || value > 1 ? Number((value / 100).toPrecision(12)) : value
  return share >= 0 && share <= 1 ? share : null
}
