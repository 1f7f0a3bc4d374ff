const LONG_INTEGER = /\d{16}/
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/**
 * JSON whose integers of 16 and more digits are kept as text: as numbers they would lose their last digits, and
 * platforms number orders that way. Throws the parser's SyntaxError.
 */
export function parseJson(text: string): unknown {
  if (!LONG_INTEGER.test(text)) return JSON.parse(text)
  return JSON.parse(
    text.replace(STRING_OR_LONG_INTEGER, (token) => (token[0] === '"' ? token : `"${token}"`)),
  )
}
