/** What takes back what was said just before: `orders, no wait, units`, 订单，哦不对，件数. */
const TAKES_BACK =
  /\b(?:no|wait|sorry|i mean|i meant|make that|make it|scratch that|rather|actually|oops|correction|nope|nah|instead)\b|不对|算了|说错|错了|哦不|噢不|我是说|我说的是|改成|还是看|不是[\u2029\s]/iu
/** what is said to be not meant: `money, not orders`, 要件数不要单数 */
const NOT =
  /^[\s\u2029]*(?:(?:and|but)\s)?(?:not|rather than|instead of)(?:\s(?:the|in|on|for))?\s*$|^[\s\u2029的]*不(?:是|要|看)\s*$/iu
const FARTHEST = 30

/** Of two things of one kind, by what stands between them, the one that is not meant. */
export function takenBack(between: string): 'first' | 'second' | null {
  if (between.length > FARTHEST) return null
  if (NOT.test(between)) return 'second'
  return TAKES_BACK.test(between) ? 'first' : null
}

/** `Not sessions, orders`: the first is not meant, where another follows. */
export function isDenied(before: string): boolean {
  return /(?:^|[\s\u2029])not(?:\s(?:the|in|on|for))?\s$|不(?:是|要|看)\s?$/iu.test(before)
}
