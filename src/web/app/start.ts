// Where the app begins to know: the JSON that the server laid into the page, read once.
import type { Start } from '../props/start.ts'

function read(): Start {
  const text = document.getElementById('start')?.textContent
  if (!text) throw new Error('This page was not made for the app.')
  return JSON.parse(text) as Start
}

/** Who reads, with which token, and what is drawn already. */
export const start: Start = read()

/** The page was reloaded, or come back to from elsewhere: its history entry is known. */
export const reloaded: boolean = typeof history.state === 'object' && history.state !== null && 'key' in history.state

/** How far this device's clock is ahead of the server's, in ms: times are told by the server's. */
const ahead = Date.now() - start.now

/** The server's time, epoch ms. */
export const serverNow = (): number => Date.now() - ahead
