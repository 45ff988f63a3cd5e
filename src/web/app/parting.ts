// The member signs out: from the moment they ask for it, the page that is left asks for nothing any more. Its token ends
// while the next page is on its way.

const leaving = new AbortController()

/** Aborted once the member has begun to sign out. */
export const parting: AbortSignal = leaving.signal

/** Begins to look for it; called once. */
export function startParting(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || new URL(form.action).pathname !== '/auth/sign_out') return
    leaving.abort()
  })
  // A browser may keep the page as it was left: whoever comes back to it gets it anew.
  addEventListener('pageshow', (event) => { if (event.persisted && parting.aborted) location.reload() })
}
