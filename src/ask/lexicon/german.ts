/**
 * German words between English ones: a marketplace in Germany types both. Only such as are no English word; what a phrase of
 * two means comes before its parts.
 */
const SAID: Readonly<Record<string, string>> = {
  'wie viele|wieviele|wie viel|wieviel': 'how many',
  'nächste[nrs]? woche|naechste[nrs]? woche': 'next week',
  'letzte[nrs]? woche|vorige[nrs]? woche': 'last week',
  'diese[nrs]? woche': 'this week',
  'nächste[nrs]? monat|naechste[nrs]? monat': 'next month',
  'letzte[nrs]? monat|vorige[nrs]? monat': 'last month',
  'diese[nrs]? monat': 'this month',
  'letzte[nrs]? jahr|vorige[nrs]? jahr': 'last year',
  'am wochenende|wochenende': 'weekend',
  'warum|wieso|weshalb|woran liegt': 'why',
  umsatzprognose: 'forecast revenue',
  'umsatz|umsätze|umsaetze|erlöse|erloese': 'revenue',
  'bestellungen|bestellung|aufträge|auftraege': 'orders',
  'stornoquote|stornorate|stornierungen|stornos|storno': 'cancel rate',
  'retourenquote|retourenrate|retouren|rücksendungen|ruecksendungen': 'refund rate',
  'besucher|besuche|sitzungen': 'visits',
  'warenkorbwert|warenkorb': 'average order value',
  'konversionsrate|konversion|konvertierung': 'conversion',
  'lieferverzug|verspätungen|verspaetungen|lieferverspätungen': 'late deliveries',
  'ausverkauft|fehlbestand': 'out of stock',
  'wiederkaufsrate|wiederkäufer|wiederkaufrate': 'repurchase rate',
  'händler|haendler|verkäufer|verkaeufer': 'merchants',
  'prognose|vorhersage|vorschau|ausblick': 'forecast',
  gestern: 'yesterday',
  vorgestern: 'the day before yesterday',
  heute: 'today',
  'übermorgen|uebermorgen': 'the day after tomorrow',
  montag: 'Monday',
  dienstag: 'Tuesday',
  mittwoch: 'Wednesday',
  donnerstag: 'Thursday',
  freitag: 'Friday',
  'samstag|sonnabend': 'Saturday',
  sonntag: 'Sunday',
  januar: 'January',
  februar: 'February',
  'märz|maerz': 'March',
  juni: 'June',
  juli: 'July',
  'oktober|okt': 'October',
  'dezember|dez': 'December',
  weihnachten: 'Christmas',
  heiligabend: 'Christmas Eve',
  silvester: "New Year's Eve",
  'preise?': 'price',
  'nachbestellen|nachbestellung': 'restock',
  'empfehlungen|empfehlung': 'recommendations',
  'kampagnen|kampagne': 'campaign',
  'bereitschaft|rufbereitschaft': 'on call',
  'ziele|ziel': 'target',
  'rückgang|rueckgang|einbruch': 'drop',
  'grund|ursache|gründe': 'reason',
  'münchen|muenchen': 'Munich',
  'köln|koeln': 'Cologne',
  'pro|je': 'per',
  'wer hat': 'who has',
  'stadt|städte|staedte': 'city',
  'kategorie|kategorien': 'category',
  'kanal|kanäle|kanaele': 'channel',
  bitte: 'please',
  und: 'and',
  'ist|der|die|das|den|dem|am|im|zum|zur|es|wir|uns|unser|unsere|für|fuer|von|bei|mit|so|hoch|niedrig|schlecht|gut|mal|denn|eigentlich|kurz|mir|sag|zeig|gib':
    '',
}

const WORDS = Object.entries(SAID)
/** what no English question has: without one of these nothing is German */
const TELLS =
  /(?<![\p{L}\p{N}])(?:wie viele?|wieviele?|woche|monat|warum|wieso|weshalb|ums[aä]tz\w*|bestellung\w*|storno\w*|retouren\w*|besucher|warenkorb\w*|händler|prognose|vorschau|gestern|heute|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|oktober|okt|dezember|dez|weihnachten|bereitschaft|rückgang|preise|ziel|bitte|nachbestellen|empfehlungen?|wochenende|münchen|köln)(?![\p{L}\p{N}])/iu

/** The German of a question in English words. */
export function fromGerman(text: string): string {
  if (!TELLS.test(text)) return text
  return WORDS.reduce(
    (said, [german, english]) =>
      said.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${german})(?![\\p{L}\\p{N}])`, 'giu'), english),
    text,
  )
}
