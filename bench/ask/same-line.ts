import { addDays, type Day } from '../../src/lib/days.ts'

/** Whether two lines ask for the same: arguments in any order, days that are the same written otherwise, either of `A or B`. */
export function isSame(line: string, means: string, today: Day): boolean {
  const own = plain(line, today)
  return means.split(' or ').some((one) => plain(one, today) === own)
}

function plain(line: string, today: Day): string {
  const [command = '', ...words] = unquoted(line)
  const said = words
    .map((word) => daysOf(word, { today, isAhead: command === '/forecast' }) ?? word)
    .map((word) => word.replace(/^merchant=(?=M-\d)|^[a-z]+\/(?=SKU-)/, ''))
    .map((word) => (/^(?:lost|hibernating|lapsed)$/.test(word) ? 'lost' : word))
    .filter((word) => !(command === '/forecast' && word === 'conversion' && words.length === 1))
    .filter((word) => !(command === '/actions' && OF_ACTIONS.test(word)))
    .filter((word) => !(command === '/merchants' && word === 'top'))
    .filter((word) => !(command === '/floorwalker' && word === 'help'))
    // the one with its verdict, the other with its table
    .map((word) => (command === '/experiment' && word === 'report' ? 'status' : word))
    .filter((word) => !(command === '/campaign' && /^(?:budget|cost)=/.test(word)))
    .map((word) => word.replace(/^segment=/, ''))
    .toSorted()
  return [command === '/price' && said.length === 0 ? '/actions' : command, ...said].join(' ')
}

/** finer than the writers knew them */
const OF_ACTIONS = /^(?:open|price|restock|campaign|recommend|bundle)$/

/** `category="Home & Living"` is one word. */
function unquoted(line: string): string[] {
  return (
    line
      .replace(/Home & Living/g, 'Home_&_Living')
      .replace(
        /\bat risk\b|\bcannot lose\b|\bneed attention\b|\babout to sleep\b|\bpotential loyalists\b/g,
        (name) => name.replaceAll(' ', '-'),
      )
      .match(/(?:[^\s"]|"[^"]*")+/g) ?? []
  ).map((word) => word.replaceAll('"', ''))
}

/** Any way of writing days as `first..last`; a span of the past ends with the last day that has data. */
function daysOf(
  word: string,
  { today, isAhead }: { readonly today: Day; readonly isAhead: boolean },
): string | null {
  const yesterday = addDays(today, -1)
  const count = /^(\d{1,3})(d?)$/.exec(word)
  if (count && isAhead) return `${today}..${addDays(today, Number(count[1]) - 1)}`
  if (count?.[2]) return `${addDays(today, -Number(count[1]))}..${yesterday}`
  const month = /^(\d{4})-(\d{2})$/.exec(word)
  const [from, to] = month ? monthOf(word) : word.split('..')
  if (from === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(from)) return null
  const last = to ?? from
  return `${from}..${!isAhead && last >= today && from < today ? yesterday : last}`
}

function monthOf(month: string): [string, string] {
  const next = new Date(`${month}-01T00:00:00Z`)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return [`${month}-01`, addDays(next.toISOString().slice(0, 10), -1)]
}
