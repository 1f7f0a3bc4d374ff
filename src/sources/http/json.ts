/** A number of 16 and more digits before its point, wherever it stands; the digits of a fraction are none. */
const LONG_NUMBER = /(?<![\d.eE+-])-?\d{16,}(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * JSON whose numbers of 16 and more digits before the point are kept as text: as numbers they would lose their last
 * digits, and platforms number orders that way. However long a fraction is, its number stays one. Throws the parser's
 * SyntaxError.
 */
export function parseJson(text: string): unknown {
  const isInText = textsOf(text)
  const parts: string[] = []
  let from = 0
  for (const { 0: number, index } of text.matchAll(LONG_NUMBER)) {
    if (isInText(index)) continue
    parts.push(text.slice(from, index), `"${number}"`)
    from = index + number.length
  }
  return JSON.parse(parts.length === 0 ? text : parts.join('') + text.slice(from))
}

/** Whether a place lies within a text of the JSON. Places are asked for in ascending order. */
function textsOf(json: string): (place: number) => boolean {
  let at = 0
  return (place) => {
    while (at <= place) {
      const open = json.indexOf('"', at)
      if (open === -1 || open > place) return false
      at = endOfText(json, open)
    }
    return true
  }
}

/** Behind the quote that closes the text opened at `open`: one after an odd number of backslashes is part of it. */
function endOfText(json: string, open: number): number {
  for (let quote = json.indexOf('"', open + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let escapes = 0
    while (json[quote - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return quote + 1
  }
  return json.length
}
