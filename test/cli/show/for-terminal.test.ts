import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { forTerminal, writeFiles } from '../../../src/cli/show/for-terminal.ts'
import type { Button, Message } from '../../../src/messages/message.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'

const saying = (...buttons: readonly Button[]): Message => ({
  text: 'x',
  blocks: [{ kind: 'actions', buttons }],
})
const shown = (message: Message) => toPlainText(forTerminal({ ...message, text: '' }))

it('a button that decides becomes the line that does the same', () => {
  const approve = { label: 'Approve', action: 'suggestion.approve', value: '12||/price SKU-1' }
  const edit = { label: 'Edit No. 12', action: 'suggestion.edit', value: '12||/price SKU-1' }
  const skip = { label: 'Skip No. 12', action: 'suggestion.skip', value: '12||/price SKU-1' }
  expect(shown(saying(approve, edit, skip))).toBe(
    '— To decide: /actions approve 12 · /actions edit 12 <value> · /actions skip 12',
  )
  const open = { label: 'Edit or skip No. 7', action: 'suggestion.open', value: '7' }
  const accept = { label: 'Approve', action: 'suggestion.accept', value: '7' }
  expect(shown({ text: '', blocks: [], thread: [saying(accept, open)] })).toContain('/actions approve 7 ·')
})

it('a button that nothing can be typed for is not shown', () => {
  expect(shown(saying({ label: 'Snooze 4 h', action: 'alert.snooze', value: 'a:4' }))).toBe('')
})

it('files are written, those of replies too, and under no other folder than the one given', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'floorwalker-answers-')), 'answers')
  const file = (name: string) => ({ name, title: 'Orders', content: `rows of ${name}\n` })
  const message = {
    text: '',
    blocks: [],
    files: [file('a.csv')],
    thread: [{ text: '', blocks: [], files: [file('../b c.csv')] }],
  }
  const paths = writeFiles(message, folder)
  expect(paths).toEqual([join(folder, 'a.csv'), join(folder, '..-b-c.csv')])
  expect(readFileSync(paths[1] ?? '', 'utf8')).toBe('rows of ../b c.csv\n')
  rmSync(join(folder, '..'), { recursive: true })
})
