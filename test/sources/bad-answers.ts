import { type Answer, json } from './platform.ts'

const html: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end('<h1>There has been a critical error on this website.</h1>')
}
const cut: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
  response.write('[{"id":')
  setTimeout(() => response.destroy(), 5)
}
const empty: Answer = (_, response) => response.end()

/** What platforms answer for one element that is bad, and what is said of it. */
export const BAD_ANSWERS: readonly (readonly [what: string, answer: Answer, because: string])[] = [
  ['400', json({ code: 'rest_invalid_param' }, 400), 'answered 400'],
  ['403', json({ code: 'woocommerce_rest_cannot_view' }, 403), 'answered 403'],
  ['404', json({ code: 'woocommerce_rest_invalid_order_id' }, 404), 'answered 404'],
  ['410', json({}, 410), 'answered 410'],
  ['500', json({ code: 'internal_server_error' }, 500), 'answered 500'],
  ['502', json({}, 502), 'answered 502'],
  ['a page of HTML', html, 'could not be read'],
  ['no list', json({ code: 'x', data: { status: 200 } }), 'could not be read'],
  ['a cut body', cut, 'could not be read'],
  ['an empty body', empty, 'could not be read'],
]
