// THE table of the app's screens: address → what draws it. The server reads the same table: what has no page of its own
// is sent as a frame for members (web/routes/member-pages.ts). The first pattern that fits counts.
import type { ComponentType } from 'preact'
import type { Words } from '../words/catalogue.ts'

export interface ScreenProps {
  params: Record<string, string>
  query: URLSearchParams
}

export interface ScreenModule {
  /** Called before the first drawing, so that nothing appears half-done; what it awaits is waited for. */
  prepare?: (props: ScreenProps) => Promise<void>
  Screen: ComponentType<ScreenProps>
}

export interface ScreenEntry {
  pattern: string
  load: () => Promise<ScreenModule>
  /** For the tab and for those who hear where they have arrived; a screen may say better once it knows: see `setTitle`. */
  title: (words: Words, params: Record<string, string>) => string
}

export const screens: readonly ScreenEntry[] = [
  { pattern: '/home', load: () => import('./screens/home.tsx'), title: (w) => w.app.timelines.home },
]
