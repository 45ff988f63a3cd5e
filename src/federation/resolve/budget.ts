// What one piece of work may cost other servers and us: a number of requests and a time.

export interface Budget {
  /** Takes one request; false when there is none left or the time is up. */
  spend(): boolean
  /** What is left for the next request, ms. */
  readonly msLeft: number
}

/** A budget of `requests` within `ms` from now. */
export function createBudget({ requests, ms }: { requests: number; ms: number }): Budget {
  const until = performance.now() + ms
  let left = requests
  return {
    get msLeft() { return Math.max(0, until - performance.now()) },
    spend() {
      if (left <= 0 || performance.now() >= until) return false
      left -= 1
      return true
    },
  }
}
