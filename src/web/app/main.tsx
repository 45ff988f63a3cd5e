// The app begins: it takes over the page that the server drew, once it can draw the same.
import { render } from 'preact'
import { App } from './frame.tsx'
import { startComposer } from './compose-link.ts'
import { startCardClicks } from './card-click.ts'
import { startKeys } from './keys.ts'
import { startMedia } from './media/open-media.ts'
import { startParting } from './parting.ts'
import { startRouter } from './router.ts'
import { startStream } from './stream.ts'
import { startWatching } from './watch.ts'
import { applyLook } from './theme.ts'

async function takeOver(): Promise<void> {
  const root = document.getElementById('app')
  if (!root) return
  applyLook()
  // The page as the server made it stays as it is where the app has no screen for it.
  if (!await startRouter()) return
  root.replaceChildren()
  render(<App />, root)
  startParting()
  startStream()
  startKeys()
  startCardClicks()
  startComposer()
  startMedia()
  startWatching()
}

void takeOver()
