// /keyboard-shortcuts: what "?" shows, at an address.
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { KeyList } from '../components/key-help.tsx'

export function Screen() {
  const { w } = usePage()
  return <><ScreenBar title={w.app.keys.title} /><KeyList /></>
}
