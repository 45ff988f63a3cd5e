// Waits for an event without knowing when a subscription has reached the server: the deed is repeated until it is heard.
import { setTimeout as sleep } from 'node:timers/promises';

/** The first thing `events` brings while `deed` is done again and again; fails after forty times. */
export async function firstEvent(events: AsyncIterator<unknown>, deed: () => PromiseLike<unknown>): Promise<unknown> {
  let heard = false;
  const event = events.next().then(({ value }) => {
    heard = true;
    return value as unknown;
  });
  for (let times = 0; !heard; times++) {
    if (times === 40) throw new Error('no such event came');
    await deed();
    await Promise.race([event, sleep(200)]);
  }
  return event;
}
