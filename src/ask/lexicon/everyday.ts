/**
 * Words of everyday talk, by kind: they say how one asks, not what is asked about. Verbs and adjectives in their first
 * form; the others are led back to it by rule. What restricts a question is in none of these lists (without, except,
 * older, other), nor what ranks (best, most, top), counts something else (customers, minutes) or names a thing: such
 * words have to be understood.
 */
const KINDS = {
  politeness:
    'hiya heya ahoy evening afternoon folks quickie fella buddy friend mate bro pal dude sir madam kudos welcome apologies bother ping heads-up headsup tldr asap rn afaik imo tbh thx thanks ty cheers please pls plz kindly sorry excuse pardon appreciate grateful hey hi hello yo dear morning wow btw fyi asap urgent urgently',
  askers:
    'manager director founder owner analyst accountant controller intern investor chief lead head partner stakeholder marketing-team sales-team finance ops operations boss ceo cfo management leadership team colleague guy folk somebody someone anyone anybody everybody everyone nobody one myself ourselves him her them us mine yours theirs his self',
  asking:
    'differ differs call deck board slide slides presentation meeting meet standup memo document doc sheet spreadsheet excel dashboard weekly monthly quarterly annual yearly budgeting reporting complain prep recap request chase update refresh forget lookup pop cough fetch paste spell whisper shout wake awake page paged phone ring bug nag pester poke nudge query interrogate justify prove compile assemble gather collect answer reply respond react argue claim swear bet promise suspect doubt fear worry panic freak scare stress puzzle confuse baffle intrigue amaze catch keep tell surface dump spit throw hand fill walk talk brief notice observe hear remember recall shed clarify elaborate expand discuss mention note flag highlight estimate gauge assess evaluate review inspect examine explore investigate ask tell show give send share display present list bring fetch pull get grab provide print say talk speak describe summarise summarize outline walk run check verify confirm look see view watch monitor follow track find figure know learn hear read wonder curious think guess believe suppose imagine feel hope wish like love prefer want need require remind inform illustrate visualise visualize plot draw graph calculate compute determine identify spot point dig drill zoom dive interested mean',
  doing:
    'be become seem appear remain stay keep hold stand sit lie go come arrive reach take make do have put set turn end wind begin start continue stop happen occur work move fare perform behave develop progress evolve unfold play shape pan cut use let try help add compare stack match rank measure record register see experience face deal plan prepare await handle care consider include total sum amount account count involve relate regard concern understand break split divide slice group separate stretch span cover',
  movement:
    'halve quadruple explode implode evaporate vanish disappear fizzle sputter falter stumble wobble limp bleed leak slip skid sag droop drag drain burn melt freeze thaw heat cool mushroom snowball blossom bloom flourish prosper rally zoom fly flew flown sail mount escalate spiral oscillate hover linger languish lag trail outpace outperform underperform exceed overshoot undershoot undercut tick notch shave trim slash dent hammer batter clobber crush squash wreck ruin break cellar basement toilet gutter ground hill ceiling sky moon pits dumps doldrums freefall free-fall collapse shoot crater crawl creep drift edge inch nudge nosedive rocket balloon swell ebb wane dry wilt stall stagnate plateau revive bottom halve shed erode suffer struggle thrive boom bust crumble retreat advance pop leap bounce-back rise raise fall drop climb jump soar surge spike plunge slump slide sink dip tumble crash tank plummet skyrocket recover rebound improve worsen deteriorate decay grow shrink gain lose double triple halve increase decrease decline shift swing change vary fluctuate flatten peak bottom hit beat miss slow speed accelerate stabilise stabilize pick roof floor hike lift squeeze trend steady volatile growth loss uptick downturn upturn downtick turnaround climbdown bump blip',
  qualities:
    'realistic conservative optimistic pessimistic honest reasonable sensible plausible sweet main particular major minor key core fair keen glad happy sad surprising surprised worrying worried alarming encouraging disappointing impressive promising sluggish shaky bumpy flat stable good bad great nice fine okay poor poorly well weak strong big large small huge tiny high low healthy solid decent terrible awful strange weird odd unusual normal usual typical regular sudden sharp steep slight significant noticeable massive dramatic serious heavy bit lot much many quick fast rough exact precise full complete entire whole overall general specific particular certain actual real true right clear sure possible likely unlikely probable average mean median simple detailed detail short brief long easy hard different similar same latest recent current fresh total combined aggregate collective',
  talk: 'assortment catalogue catalog portfolio angle aspect lowdown scoop news readout readout rundown digest briefing pulse temperature barometer needle dial gauge meter benchmark baseline target goal purposes purpose footnote appendix chapter section agenda topic subject theme discussion conversation debate situation trouble issue concern clue hunch guess guesstimate gist headline portion fraction proportion bulk majority chunk piece pattern rhythm mood vibe reading landscape tip tips advice spot summary overview idea picture story thing stuff way word question answer info information insight snapshot recap rundown glance sense feeling thought thoughts opinion view hand favour favor moment second minute time times day days date term side case part fact matter kind sort line bit context detail number digit stat stats statistic result outcome update score tally sum position state condition shape track record history trajectory direction course light pace run-rate comparison contrast change difference gap scale size extent degree hike period timeframe range span',
  manner:
    'wise always forever constantly permanently continually sometimes occasionally rarely frequently eventually finally initially originally formerly previously two straight utterly totally completely entirely fully partly mostly mainly largely chiefly primarily especially particularly notably remarkably awfully terribly horribly insanely crazy mad super way far further furthermore moreover too whatever whichever wherever whenever amid amidst throughout toward towards upon onto just now then soon later lately recently already still even ever almost nearly quite rather pretty fairly very too really actually basically simply approximately around about maybe perhaps possibly hopefully unfortunately suddenly sharply steadily slowly quickly together altogether generally usually normally typically again back away along ahead off on over up down out in through whether if because while during until till before after though although however therefore hence same both each every any all some somehow anyway anyhow well else so such like as at by per via versus vs than i.e e.g etc approx ca roughly apparently currently presently nowadays meanwhile overall ago yet once',
} as const

const WORDS: ReadonlySet<string> = new Set(Object.values(KINDS).flatMap((kind) => kind.split(' ')))

/** What an ending is led back to: `held` is not regular and stands in the list of those. */
const ENDINGS: readonly (readonly [ending: RegExp, first: string])[] = [
  [/ies$/, 'y'],
  [/ied$/, 'y'],
  [/ier$/, 'y'],
  [/ily$/, 'y'],
  [/([bdglmnprt])\1(?:ed|ing|er)$/, '$1'],
  [/(?:es|ed|er|ing|en)$/, ''],
  [/(?:es|ed|er|ing)$/, 'e'],
  [/(?:'s|s|ly|n't)$/, ''],
]

const IRREGULAR: ReadonlySet<string> = new Set(
  'asked told said gave given sent shown brought got gotten went gone came took taken made did done had put began begun became seen saw looked found figured knew known learnt heard thought felt meant held kept stood sat lay fell fallen rose risen grew grown shrank shrunk sank lost hit beat beaten cut ran ended wound worse better higher lower bigger smaller larger stronger weaker dove broke broken split spread understood'.split(
    ' ',
  ),
)

/** Whether a word says nothing about what is asked. */
export function isEveryday(word: string): boolean {
  const said = word.toLowerCase().replaceAll('’', "'")
  if (WORDS.has(said) || IRREGULAR.has(said)) return true
  return ENDINGS.some(([ending, first]) => ending.test(said) && WORDS.has(said.replace(ending, first)))
}
