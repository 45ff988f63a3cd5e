// What a member is told when something did not work: the server's words where it had some, plain ones otherwise.
import { ApiError } from '../api.ts'
import { toast } from '../components/toast.tsx'
import { w } from '../page.ts'

/** The sentence for a failure. */
export function failureText(error: unknown): string {
  const words = w.app.failed
  if (!(error instanceof ApiError)) return words.generic
  if (error.offline) return words.offline
  if (error.status === 401) return words.signedOut
  if (error.status === 404) return words.gone
  return error.status >= 500 || error.message === '' ? words.generic : error.message
}

/** Shows it; what is no answer of the API goes on to whoever looks at the console. */
export function reportFailure(error: unknown): void {
  const out = error instanceof ApiError && error.status === 401
  toast({ text: failureText(error), kind: 'failed', ...out ? { link: { label: w.app.failed.signIn, href: '/auth/sign_in' } } : {} })
  if (!(error instanceof ApiError)) throw error
}
