// All keys in words: as a screen, and over any page with "?".
import { usePage } from '../../components/page-context.tsx'
import { helpOpen, keysOn, setKeys } from '../keys.ts'
import { keyTable } from '../key-table.ts'
import { Dialog } from './dialog.tsx'

/** The table, and the switch. */
export function KeyList() {
  const { w: { app: { keys: w } } } = usePage()
  return (
    <div class="keys">
      <p>{w.lead}</p>
      <label class="tick"><input type="checkbox" checked={keysOn.value} onChange={(event) => setKeys(event.currentTarget.checked)} />{w.off}</label>
      {(['post', 'page', 'go'] as const).map((group) => (
        <section>
          <h2>{w.groups[group]}</h2>
          <dl>{keyTable.filter((line) => line.group === group).map((line) => (
            <>
              <dt>{shortened(line.keys).map((key) => <kbd>{group === 'go' ? key.slice(2) : key.replace('+', ' ')}</kbd>)}</dt>
              <dd>{w.names[line.name]}</dd>
            </>
          ))}</dl>
        </section>
      ))}
    </div>
  )
}

const shortened = (keys: readonly string[]): readonly string[] => keys.length > 3 ? [`${keys[0]}–${keys.at(-1)}`] : keys

/** The help over a page. */
export function KeyHelp() {
  const { w } = usePage()
  return helpOpen.value ? <Dialog title={w.app.keys.title} onClose={() => { helpOpen.value = false }}><KeyList /></Dialog> : null
}
