// A peer for the outbound client's tests: a plain HTTP server on one loopback address that records what reached it.
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { createOutbound } from './outbound.ts';
import type { Outbound, OutboundOptions } from './outbound.ts';

export type TestPeer = { port: number; origin: string; seen: IncomingMessage[]; server: Server };

/** Serves on `address` (any in 127.0.0.0/8) until the test file ends; port 0 picks a free one. */
export async function servePeer(address: string, listener: RequestListener, port = 0): Promise<TestPeer> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    listener(request, response);
  });
  await new Promise<void>((listening) => server.listen(port, address, listening));
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const bound = (server.address() as AddressInfo).port;
  return { port: bound, origin: `http://${address}:${bound}`, seen, server };
}

/** A client for loopback tests: http, and only 127.0.0.2 allowed unless told otherwise. */
export function testOutbound(options: Partial<OutboundOptions> = {}): Outbound {
  const outbound = createOutbound({ allowedPrivateCidrs: ['127.0.0.2/32'], allowHttp: true, userAgent: 'Covey-test/1.0', ...options });
  after(() => outbound.close());
  return outbound;
}

export const LIMITS = { maxBytes: 10_000, timeoutMs: 5_000 } as const;
