/** Words that a slip of the finger is led back to; the shop's own names come beside them. */
export const TYPED_WORDS: readonly string[] =
  'revenue sales turnover orders purchases sessions visits traffic conversion conversions average basket value units repurchase repeat cancellation cancelled refund refunds delivery deliveries merchants sellers active yesterday today tomorrow week weeks month months quarter year weekend monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december christmas forecast predict predicted expected recommend restock reorder price prices campaign experiment alerts sources suggestions budget between black cyber singles category categories pieces platform platforms channel channels region regions'.split(
    ' ',
  )
