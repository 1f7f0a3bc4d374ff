import { each, type Room } from './room.ts'

/**
 * The plan of the house: who may import whom, of types too. This is the one place it is written down; the guard
 * (`test/architecture.test.ts`) and what an editor shows at once (`biome.rooms.json`, by `npm run house`) are made
 * from it.
 */
const SPEAKERS = 'lib messages models calendar advice state lake metrics facts threads report ledger'.split(
  ' ',
)
const MORE = 'ask config context stats settings sources sinks troubles alerts digests'
const RUNNERS = [...SPEAKERS, ...MORE.split(' ')]
/** What every build of the lake stands on. */
const LAKE = ['contract', 'engine', 'tables', 'store']

export const ROOMS: Readonly<Record<string, Room>> = {
  migrations: {
    imports: [],
    parts: { contract: [], first: ['contract'], '.': ['contract', 'first'] },
  },
  'src/lib': { imports: [] },
  'src/stats': {
    imports: ['lib'],
    parts: {
      '.': [],
      algebra: [],
      distributions: [],
      series: [],
      regression: ['algebra', 'distributions'],
      tests: ['.', 'distributions'],
    },
  },
  'src/messages': { imports: ['lib'] },
  'src/models': {
    imports: ['lib', 'stats'],
    parts: {
      ...each('calendar learn drivers merchant price target wholeness', []),
      anomaly: ['calendar'],
      intraday: ['anomaly'],
      forecast: ['calendar', 'anomaly'],
      trees: ['learn'],
      conversion: ['learn', 'forecast', 'trees'],
      churn: ['learn', 'conversion'],
    },
  },
  // what days are called where: the library of holidays is read here alone
  'src/calendar': { imports: ['lib', 'models'] },
  'src/advice': {
    imports: ['lib', 'stats', 'models'],
    parts: {
      suggestions: [],
      ...each('campaign experiment restock recommend', ['suggestions']),
      price: ['suggestions', 'recommend'],
    },
  },
  'src/config': { imports: ['lib'] },
  'src/state': {
    imports: ['lib', 'messages', 'migrations'],
    parts: {
      database: [],
      '.': ['database'],
      ...each('slots models suggestions', ['database']),
      messages: ['database', '.'],
      sources: ['database', 'slots'],
      lake: ['database', '.'],
    },
  },
  'src/lake': {
    imports: ['lib'],
    parts: {
      engine: [],
      contract: ['engine'],
      tables: ['contract', 'engine'],
      store: ['contract', 'engine', 'tables'],
      ingest: LAKE,
      draft: {
        files: ['draft', 'requeue', 'order-days', 'rates', 'replaced'].map((name) => `build/${name}.ts`),
        uses: LAKE,
      },
      'build/quality': [...LAKE, 'draft'],
      build: [...LAKE, 'draft', 'build/quality'],
      upkeep: [...LAKE, 'draft', 'build'],
      '.': 'all others',
      ...each('clean marts', []),
    },
  },
  // files that people write, with the line of what is wrong in them
  'src/settings': { imports: ['lib'] },
  'src/sinks': { imports: ['lib', 'settings', 'sources'] },
  'src/sources': {
    imports: ['lib', 'lake', 'settings'],
    parts: {
      ...each('http presets', []),
      // what a source is; it knows no plug-in
      '.': ['http'],
      rows: ['.'],
      ...each('rates sql', ['.', 'rows']),
      ...each('competitors events rest shopify', ['.', 'http', 'rows']),
      'files/packed': [],
      files: ['.', 'http', 'rows', 'files/packed'],
      woocommerce: ['.', 'http', 'rows', 'rest'],
      'files/propose': ['.', 'http', 'rows', 'files', 'files/packed'],
      registry: { files: ['registry.ts', 'shop-sources.ts'], uses: 'all others' },
    },
  },
  'src/metrics': { imports: ['lib', 'lake'], parts: { '.': [], measure: ['.'], read: ['.', 'measure'] } },
  'src/ask': {
    imports: ['lib', 'metrics'],
    parts: {
      lexicon: [],
      plain: { files: ['masked.ts', 'corrections.ts', 'vocabulary.ts'], uses: [] },
      names: ['plain', 'lexicon'],
      dates: ['plain'],
      'reader/examples': ['lexicon'],
      reader: ['plain', 'lexicon', 'reader/examples'],
      '.': ['lexicon', 'plain', 'names', 'dates', 'reader/examples', 'reader'],
      lines: ['.', 'plain', 'lexicon', 'dates'],
      weigh: ['.', 'lines', 'plain', 'lexicon', 'dates', 'reader/examples', 'reader'],
      understand: { files: ['understand.ts'], uses: 'all others' },
    },
  },
  'src/facts': {
    imports: 'ask lib stats models calendar advice state lake metrics settings'.split(' '),
    parts: {
      '.': [],
      ...each('anomaly calendar campaign conversion experiment intraday merchant', ['.']),
      ...each('recommend sources suggestions wholeness', ['.']),
      ...each('forecast restock', ['.', 'calendar']),
      price: ['.', 'suggestions'],
      target: ['.', 'calendar', 'forecast'],
    },
  },
  'src/threads': {
    imports: ['lib', 'stats', 'models', 'advice', 'bin'],
    parts: { tasks: [], '.': ['tasks'] },
  },
  'src/report': {
    imports: ['lib', 'messages', 'models', 'advice', 'metrics', 'state', 'ask'],
    parts: {
      format: {
        files: ['words/format.ts', 'words/estimate.ts', 'words/periods.ts', 'words/round-by-range.ts'],
        uses: [],
      },
      ...each('words/en/ledger words/en/advice words/en/digests words/en/alerts', ['format']),
      'words/en': ['format', 'words/en/ledger', 'words/en/advice', 'words/en/digests', 'words/en/alerts'],
      texts: { files: ['words/words.ts'], uses: ['words/en'] },
      ...each('words/zh/ledger words/zh/advice words/zh/digests words/zh/alerts', ['format', 'texts']),
      'words/zh': 'format texts words/zh/ledger words/zh/advice words/zh/digests words/zh/alerts'.split(' '),
      words: ['format', 'texts', 'words/en', 'words/zh'],
      '.': ['format', 'words'],
      ...each('merchant calendar', ['format', 'words', '.']),
    },
  },
  'src/ledger': {
    imports: ['config', 'lib', 'messages', 'models', 'advice', 'state', 'lake', 'metrics', 'facts', 'report'],
    parts: { '.': [], outcomes: ['.'] },
  },
  'src/alerts': {
    imports: [...SPEAKERS, 'settings'],
    parts: {
      incident: { files: ['incident.ts'], uses: [] },
      buttons: { files: ['life/buttons.ts'], uses: ['incident'] },
      'said within': { files: ['within/say-within.ts'], uses: ['incident'] },
      ...{ limits: { files: ['rules/say-limit.ts'], uses: [] }, worth: { files: ['worth.ts'], uses: [] } },
      said: { files: ['say.ts'], uses: ['incident', 'buttons', 'said within', 'limits'] },
      ...each('routing within', ['incident']),
      others: ['incident', 'routing'],
      life: ['incident', 'buttons', 'said', 'routing'],
      oncall: ['incident', 'said', 'life', 'routing'],
      rules: ['incident', 'limits', 'worth'],
      '.': ['incident', 'said', 'life', 'routing', 'within', 'oncall', 'others', 'worth', 'rules'],
    },
  },
  // what of the bot itself does not work, for whoever runs it
  'src/troubles': {
    imports: ['lib', 'state', 'report'],
    parts: { tell: { files: ['tell.ts'], uses: [] }, '.': ['tell'] },
  },
  'src/digests': {
    imports: [...SPEAKERS, 'settings', 'troubles'],
    parts: { '.': [], daily: ['.'], weekly: ['.'], monthly: ['.'] },
  },
  'src/context.ts': { imports: 'config lib messages state lake sources tracing'.split(' ') },
  'src/command.ts': { imports: ['context', 'lib', 'messages', 'report'] },
  // the one door to OpenTelemetry
  'src/tracing': { imports: ['lib'] },
  'src/slack': {
    imports: 'lib config messages state command report tracing'.split(' '),
    parts: { outbox: [], edge: ['outbox'], talk: ['outbox', 'edge'], '.': ['outbox', 'edge', 'talk'] },
  },
  'src/workspace': {
    imports: ['lib', 'config', 'messages', 'command'],
    parts: { rules: [], '.': ['rules'], page: [] },
  },
  'src/demo': { imports: ['lib', 'bin'], parts: { market: [], serving: ['market'] } },
  'src/evaluate': {
    imports: ['lib', 'stats', 'models', 'calendar', 'advice', 'alerts', 'lake', 'threads', 'report'],
    parts: {
      contract: { files: ['evaluation.ts'], uses: [] },
      files: ['contract'],
      ...each('anomaly campaign churn conversion drivers experiment', ['contract', 'files']),
      ...each('forecast intraday price recommend restock', ['contract', 'files']),
      '.': 'all others',
    },
  },
  jobs: { imports: RUNNERS },
  commands: {
    imports: [...RUNNERS, 'command'],
    parts: {
      shared: [],
      ...each('kpi campaign experiment floorwalker model price recommend restock', ['shared']),
      ...each('calendar merchant oncall sources subscribe suggestions target', ['shared']),
      merchants: ['shared', 'merchant'],
      ...{ 'alerts/silence': [], 'alerts/rule': ['shared', 'kpi'] },
      alerts: ['shared', 'kpi', 'alerts/silence', 'alerts/rule'],
      ...each('forecast why', ['shared', 'kpi']),
      home: ['shared', 'alerts', 'floorwalker', 'subscribe'],
      '.': 'shared kpi alerts alerts/silence alerts/rule calendar campaign experiment floorwalker forecast merchant merchants model oncall price recommend restock sources subscribe suggestions target why'.split(
        ' ',
      ),
      actions: ['.', 'registry', 'shared', 'alerts', 'alerts/rule', 'calendar', 'subscribe', 'suggestions'],
      registry: ['.', 'shared'],
    },
  },
  'src/folders.ts': { imports: ['lib', 'config'] },
  'src/backup': { imports: ['lib', 'config', 'folders', 'state', 'lake', 'metrics'] },
  'src/monitoring': { imports: 'lib context command state stats models tracing'.split(' ') },
  'src/health.ts': { imports: 'everything' },
  'src/scheduler.ts': { imports: 'everything' },
  'src/first-day': { imports: 'everything' },
  'src/chat.ts': { imports: 'everything' },
  'src/app.ts': { imports: 'everything' },
  'src/cli': {
    imports: 'everything',
    parts: {
      show: [],
      replay: ['contract'],
      contract: { files: ['verb.ts', 'verbs.ts', 'asking.ts', 'terminal.ts'], uses: [] },
      propose: ['contract', 'show'],
      upkeep: ['contract', 'show'],
      place: [],
      '.': ['show', 'replay', 'contract', 'propose', 'upkeep', 'place'],
    },
  },
  bin: { imports: 'everything' },
}

/** Where the environment is read: the door of the process, which hands it on. */
export const ENVIRONMENT: readonly string[] = ['src/cli/main.ts']
