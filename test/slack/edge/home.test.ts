import { describe, expect, it } from 'vitest'
import { soon } from '../../support/soon.ts'
import { click } from '../payloads.ts'
import { answering, faulty, USER } from '../workspace.ts'
import { edgeBots, forecast, userIs } from './edge-bots.ts'

const here = edgeBots()
const { bot } = here

it('the home page shows what it is given, no manual', async () => {
  const views: string[] = []
  const fetch = faulty('views.publish', (_, body) => {
    views.push(body)
    return null
  })
  const { bot: slack, event } = await bot({
    fetch,
    home: async () => ({ text: 'home', blocks: [{ kind: 'header', text: '2 open alerts' }] }),
  })
  expect(await slack.isReachable()).toBe(true)
  const opened = { type: 'app_home_opened', user: USER, tab: 'home', channel: 'D1', event_ts: '1' }
  await event({ type: 'event_callback', event_id: 'Ev1', team_id: 'T000000001', event: opened })
  await soon(() => expect(views).toHaveLength(1))
  expect(views[0]).toContain('2 open alerts')
  expect(views[0]).not.toContain('/forecast')
})

describe('a button of the home page', () => {
  const pressed = (action: string, value: string) => {
    const { payload } = click(action, value, here.answers.url)
    const { channel: _, response_url: __, ...rest } = JSON.parse(payload)
    return { payload: JSON.stringify({ ...rest, view: { type: 'home' } }) }
  }

  async function pressing(action: string, value: string, flags: object = {}) {
    const direct: string[] = []
    const views: string[] = []
    const isUser = userIs(flags)
    const posts = faulty('chat.postMessage', (_, body) => {
      direct.push(body.replaceAll('+', ' '))
      return answering({ ok: true, ts: '1', channel: 'D1' })
    })
    const published = faulty('views.publish', (_, body) => {
      views.push(body)
      return null
    })
    const fetch: typeof posts = (url, init) =>
      String(url).includes('users.info')
        ? isUser(url, init)
        : String(url).includes('chat.postMessage')
          ? posts(url, init)
          : published(url, init)
    const { send } = await bot({ fetch })
    await send(pressed(action, value))
    await soon(() => expect(views).toHaveLength(1))
    return direct.join('\n')
  }

  it('asks a question, answers in a direct message, and the page is shown anew', async () => {
    const said = await pressing('ask', '/forecast gmv')
    expect(said).toContain(`channel=${USER}`)
    expect(said).toContain(forecast.text)
  })

  it.each([
    ['ask', '/forecast gvm', {}, '您是想输入 gmv 吗？'],
    ['gone', '1', {}, '该按钮已失效。'],
    ['ask', '/forecast', { is_restricted: true }, '店铺数据不对访客显示。'],
  ])('%s of %s is answered in the language of the person', async (action, value, flags, said) => {
    expect(await pressing(action, value, { ...flags, locale: 'zh-CN' })).toContain(said)
  })
})
