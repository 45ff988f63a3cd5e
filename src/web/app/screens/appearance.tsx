// /settings/appearance: light or dark on this device, and whether keys are listened to.
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { keysOn, setKeys } from '../keys.ts'
import { setTheme, theme } from '../theme.ts'

export function Screen() {
  const { w: { app: { appearance: w, keys } } } = usePage()
  return (
    <>
      <ScreenBar title={w.title} />
      <div class="steps-page">
        <p class="muted">{w.lead}</p>
        <fieldset>
          <legend>{w.legend}</legend>
          {(['system', 'light', 'dark'] as const).map((choice) => (
            <label class="tick"><input type="radio" name="theme" checked={theme.value === choice} onChange={() => setTheme(choice)} />{w[choice]}</label>
          ))}
        </fieldset>
        <label class="tick"><input type="checkbox" checked={keysOn.value} onChange={(event) => setKeys(event.currentTarget.checked)} />{keys.off}</label>
      </div>
    </>
  )
}
