import { expect, it } from 'vitest'
import { notInstalled } from '../src/chat.ts'

it('without the workspace of development the bot asks for tokens, and shows any other error as it is', () => {
  const found = Object.assign(new Error('no package'), { code: 'ERR_MODULE_NOT_FOUND' })
  expect(() => notInstalled(found)).toThrow(
    'There is no Slack token, and the local workspace is not installed here.',
  )
  const other = new Error('a fault in it')
  expect(() => notInstalled(other)).toThrow(other)
})
