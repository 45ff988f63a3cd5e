// What asking another server comes to: what was asked for, or a reason. Callers must branch.

/** `temporary`: asking again later may help. `reason` is for logs. */
export interface Failed { readonly ok: false; readonly reason: string; readonly temporary: boolean }

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failed

export const found = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const failed = (reason: string, temporary = false): Failed => ({ ok: false, reason, temporary })
