// A conversation keeps its column until it branches, and loses nobody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleAccount, samplePost } from '#test/pages/samples.ts'
import { branchOf, type ThreadNode, threadTree } from './thread-tree.ts'

const author = sampleAccount()
const other = sampleAccount({ id: '2', display_name: 'Jonas' })
const opened = samplePost('?', { id: '1', account: author })
const reply = (id: string, parent: string | null, account = other) =>
  samplePost(id, { id, in_reply_to_id: parent, account, created_at: `2026-01-01T00:00:${id.padStart(2, '0')}Z` })
const shape = (nodes: ThreadNode[]): unknown => nodes.map(node => [node.status.id, node.column, ...node.replies.length ? [shape(node.replies)] : []])

test('a dialogue keeps its column', () => {
  assert.deepEqual(shape(threadTree(opened, [reply('2', '1'), reply('3', '2', author), reply('4', '3')])), [['2', -1, [['3', -1, [['4', -1]]]]]])
})

test('a branching takes one step, the author comes first, then the oldest', () => {
  const tree = threadTree(opened, [reply('4', '1'), reply('2', '1'), reply('5', '1', author), reply('7', '2'), reply('6', '2')])
  assert.deepEqual(shape(tree), [['5', 0], ['2', 0, [['6', 1], ['7', 1]]], ['4', 0]])
})

test('a reply whose parent is missing hangs on the opened post', () => {
  assert.deepEqual(shape(threadTree(opened, [reply('3', '99'), reply('4', null)])), [['3', 0], ['4', 0]])
})

test('a circle of replies loses nobody and ends', () => {
  assert.equal(branchOf(threadTree(opened, [reply('2', '3'), reply('3', '2'), reply('4', '4')])).count, 3)
})

test('a branch counts its posts and names its authors once', () => {
  const { count, authors } = branchOf(threadTree(opened, [reply('2', '1'), reply('3', '1'), reply('4', '3', author)]))
  assert.equal(count, 3)
  assert.deepEqual(authors.map(account => account.id), ['2', '1'])
})
