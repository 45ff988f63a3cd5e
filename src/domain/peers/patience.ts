// How long we keep trying to tell another server something.

/** After this long without success a delivery is given up, and a host is told nothing new until it is heard from. */
export const PATIENCE_MS = 8 * 24 * 3_600_000
/** Delivered deliveries go at once; those given up stay this long for an admin to look at. */
export const DEAD_KEPT_MS = 14 * 24 * 3_600_000
/** An inbox that said it is gone is asked again after this long, if anybody follows from it still. */
export const GONE_KEPT_MS = 30 * 24 * 3_600_000
