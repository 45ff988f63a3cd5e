// Whose alerts reach the member at once, whose are kept aside, and how many of those wait.
import { signal } from '@preact/signals'
import { get, patch } from '../api.ts'
import { reportFailure } from '../actions/report-failure.ts'

export const POLICY_PARTS = ['for_not_following', 'for_not_followers', 'for_new_accounts', 'for_private_mentions', 'for_limited_accounts'] as const
export type PolicyPart = (typeof POLICY_PARTS)[number]
export type PolicyChoice = 'accept' | 'filter' | 'drop'

/** https://docs.joinmastodon.org/entities/NotificationPolicy/ */
export type AlertPolicy = Record<PolicyPart, PolicyChoice> & { summary: { pending_requests_count: number; pending_notifications_count: number } }

const PATH = '/api/v2/notifications/policy'

/** Null until it was asked for. */
export const alertPolicy = signal<AlertPolicy | null>(null)

/** Asks for it anew: the number that waits changes with every decision. */
export async function loadPolicy(): Promise<void> {
  alertPolicy.value = await get<AlertPolicy>(PATH)
}

/** Chooses for one kind of people: shown at once, taken back if the server says no. */
export async function choosePolicy(part: PolicyPart, choice: PolicyChoice): Promise<boolean> {
  const before = alertPolicy.peek()
  if (!before) return false
  alertPolicy.value = { ...before, [part]: choice }
  try {
    alertPolicy.value = await patch<AlertPolicy>(PATH, { [part]: choice })
    return true
  } catch (error) {
    alertPolicy.value = before
    reportFailure(error)
    return false
  }
}
