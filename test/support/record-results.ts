// A reporter beside the readable one: a line of JSON for each test and suite that ended, so that `npm run proof` can hold
// the tests it names against what ran.
import { relative } from 'node:path'

interface Ended { readonly name: string; readonly file?: string; readonly skip?: string | boolean; readonly todo?: string | boolean }
interface TestEvent { readonly type: string; readonly data: Ended }

export interface Recorded { readonly file: string; readonly title: string; readonly result: 'passed' | 'failed' | 'skipped' }

function recordOf({ type, data: { name, file, skip, todo } }: TestEvent): Recorded | null {
  if ((type !== 'test:pass' && type !== 'test:fail') || file === undefined) return null
  const result = type === 'test:fail' ? 'failed' : skip !== undefined || todo !== undefined ? 'skipped' : 'passed'
  return { file: relative(process.cwd(), file), title: name, result }
}

/** Node's reporter interface: events in, text out. */
export async function* recordResults(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    const record = recordOf(event)
    if (record) yield `${JSON.stringify(record)}\n`
  }
}

// Node takes a reporter by its default export.
export { recordResults as default }
