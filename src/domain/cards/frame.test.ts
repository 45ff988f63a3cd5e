// Frames for players of other sites: an address and a size, whatever HTML they come in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { frameFor, frameIn } from './frame.ts'

const NO_SIZE = { width: 0, height: 0 }

test('only a page behind https is framed', () => {
  assert.match(frameFor('https://play.example/1', { width: 4, height: 3 })?.html ?? '', /^<iframe src="https:\/\/play\.example\/1" width="4" height="3" [^<>]*sandbox="[\w -]+"><\/iframe>$/)
  for (const address of ['', 'http://play.example/1', 'javascript:alert(1)', 'data:text/html,<script>', 'https://user:word@play.example/', 'file:///etc/passwd', '//play.example']) {
    assert.equal(frameFor(address, NO_SIZE), null, address)
  }
})

test('nothing of somebody else\'s HTML is kept but the address of a frame', () => {
  const html = '<script src="https://x.example/s.js"></script><embed src="https://x.example/e"><iframe src="https://play.example/?a=1&amp;b=&quot;2" onload="alert(1)" srcdoc="<b>" width="560"></iframe><iframe src="https://second.example/"></iframe>'
  const frame = frameIn(html, NO_SIZE)
  assert.match(frame?.html ?? '', /^<iframe src="https:\/\/play\.example\/\?a=1&amp;b=%222" width="560" frameborder="0" scrolling="no" allowfullscreen sandbox="[\w -]+"><\/iframe>$/)
  assert.equal(frameIn('<embed src="https://x.example/e"><object data="https://x.example/"></object><b src="https://x.example/">x</b>', NO_SIZE), null)
  assert.equal(frameIn('<iframe src="javascript:alert(1)"></iframe><iframe srcdoc="<script>"></iframe>', NO_SIZE), null)
})
