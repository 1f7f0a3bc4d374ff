import { expect, it } from 'vitest'
import { VARIABLES } from '../../src/config/variables.ts'
import { misspelt, sayMisspelt } from '../../src/lib/misspelt.ts'

const found = (...names: string[]) => misspelt(names, VARIABLES)

it.each([
  ['SLACK_BOTTOKEN', 'SLACK_BOT_TOKEN'],
  ['SLACK_BOT_TOCKEN', 'SLACK_BOT_TOKEN'],
  ['slack_app_token', 'SLACK_APP_TOKEN'],
  ['DATADIR', 'DATA_DIR'],
  ['DIGEST_CHANEL', 'DIGEST_CHANNEL'],
  ['DIGESTAT', 'DIGEST_AT'],
  ['SHOP_TIMEZONE', null],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['EVENT_PORT', 'EVENTS_PORT'],
])('%s is %s misspelt', (name, meant) => {
  const [one] = found(name)
  expect(one?.isSure).toBe(meant !== null)
  if (meant !== null) expect(one?.known).toEqual([meant])
})

it('names what begins like a setting and is none, with the settings there are', () => {
  expect(found('DIGEST_HOUR').map(sayMisspelt)).toEqual([
    'DIGEST_HOUR is not a setting and has no effect. There are DIGEST_CHANNEL, DIGEST_AT.',
  ])
})

it('leaves alone what is right, and what other programs put into an environment', () => {
  expect(found(...VARIABLES)).toEqual([])
  const others =
    'PATH HOME HOST HOSTNAME USER SHELL SHLVL LANG PWD TERM EDITOR APP_PORT API_PORT SMTP_PORT NODE_ENV NODE_OPTIONS ' +
    'LOG_DIR CACHE_DIR APP_NAME BASE_URL REDIS_URL HTTP_PROXY SPARK_HOME WOO_KEY SHOPIFY_KEY CI TZ npm_config_cache'
  expect(found(...others.split(' '))).toEqual([])
})
