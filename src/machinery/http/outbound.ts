// The one door to other servers: every fetch, delivery, preview and push goes through this client, which decides where
// it may connect, how long it may take and how much it may read. It knows nothing of social networks.
import type { Agent } from 'undici';
import { createAddressGuard } from './addresses.ts';
import { ACCEPTED_ENCODINGS, decodeBody } from './content-encoding.ts';
import { matchesContentType } from './content-types.ts';
import { createDialer } from './dialer.ts';
import { createDnsCache } from './dns-cache.ts';
import type { Resolve } from './dns-cache.ts';
import { exchange } from './exchange.ts';
import type { Deadline, Hop, ResponseHead, Verdict } from './exchange.ts';
import { failure } from './outbound-result.ts';
import type { OutboundFailure, OutboundResult } from './outbound-result.ts';
import { isRedirect, nextHop, readUrl, withoutCredentials } from './redirects.ts';

export type OutboundLog = { debug(fields: Record<string, unknown>, message: string): void };

export type OutboundOptions = {
  /** Ranges that may be dialled although they are not public, as CIDR. Empty on the open internet. */
  allowedPrivateCidrs: readonly string[];
  /** Also permits plain http, for servers under development on one machine. */
  allowHttp: boolean;
  userAgent: string;
  log?: OutboundLog | undefined;
  /** Connections kept open to one origin at most (default 6); further requests wait within their own deadline. */
  connectionsPerOrigin?: number | undefined;
  /** Answers DNS questions in place of the system, in tests. */
  resolve?: Resolve | undefined;
  /** How long DNS answers are used, in ms: see createDnsCache. */
  dnsTtl?: { positiveTtlMs?: number | undefined; negativeTtlMs?: number | undefined } | undefined;
};

export type OutboundRequest = {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | undefined;
  /** Names in lower case. `host` and `user-agent` are ours. Credentials are dropped on a redirect to another origin. */
  headers?: Readonly<Record<string, string>> | undefined;
  body?: Buffer | string | undefined;
  /** The largest body accepted, in bytes, compressed and decompressed. */
  maxBytes: number;
  /** The whole request's time, in ms: waiting, DNS, connecting, signing, redirects and the last byte of the body. */
  timeoutMs: number;
  /** Redirects followed for GET and HEAD (default 3). Other methods get the redirect itself as their response. */
  maxRedirects?: number | undefined;
  /** A 2xx response of another type is refused unread; also sent as Accept unless the headers have one. */
  acceptTypes?: readonly string[] | undefined;
  /** Adds headers for the very URL requested, anew for each hop: signatures, for instance. */
  headersFor?: ((url: URL) => Record<string, string> | Promise<Record<string, string>>) | undefined;
  /** Asked before each redirect is followed; false refuses it. */
  onRedirect?: ((from: URL, to: URL) => boolean) | undefined;
};

export type Outbound = {
  /** Never rejects because of the peer; rejects only when `headersFor` or `onRedirect` does. */
  request(url: string | URL, request: OutboundRequest): Promise<OutboundResult>;
  /** Lets running requests finish, then closes every connection. Later requests come back `closed`. */
  close(): Promise<void>;
};

const DEFAULT_MAX_REDIRECTS = 3;
const CONNECT_TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 32 * 1024;
const KEEP_ALIVE_MS = 4_000;
const KEEP_ALIVE_MAX_MS = 60_000;

/**
 * Makes the guarded client. Only https (and http when allowed); any port, because servers do live on others and the
 * address decides what is reachable; no credentials in URLs. Addresses are checked when dialled (createAddressGuard).
 * Redirects are followed by us, each hop checked like the first. GET offers gzip, deflate and br, since pages and
 * collections shrink five-fold, and decompresses within `maxBytes`; other methods ask for identity, as their answers
 * are short. Extra certificate authorities come from NODE_EXTRA_CA_CERTS.
 * Throws when `allowedPrivateCidrs` cannot be read.
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const openAgent = prepareAgent(options);
  let agent: Promise<Agent> | undefined;
  const running = new Set<Promise<OutboundResult>>();
  let closing: Promise<void> | undefined;
  const request: Outbound['request'] = async (url, details) => {
    if (closing !== undefined) return failure('closed');
    const result = withDeadline(details.timeoutMs, async (deadline) =>
      follow({ agent: await (agent ??= openAgent()), options, request: details, deadline }, url));
    running.add(result);
    const settled = await result.finally(() => running.delete(result));
    if (!settled.ok) options.log?.debug({ url: String(url).slice(0, 500), ...settled }, 'outbound request failed');
    return settled;
  };
  // Destroyed, not closed: the agent would wait for connections whose requests have long passed their deadline.
  const close = (): Promise<void> => (closing ??= Promise.allSettled(running).then(async () => (await agent)?.destroy()));
  return { request, close };
}

/** Reads the options now; undici, a hundred modules, is loaded by the first request. */
function prepareAgent(options: OutboundOptions): () => Promise<Agent> {
  const guard = createAddressGuard(options.allowedPrivateCidrs);
  const resolve = createDnsCache({ resolve: options.resolve, ...options.dnsTtl });
  return async () => {
    const undici = await import('undici');
    return new undici.Agent({
      connect: createDialer(undici.buildConnector, { guard, resolve, connectTimeoutMs: CONNECT_TIMEOUT_MS }),
      connections: options.connectionsPerOrigin ?? 6,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
      // The request's own deadline covers both.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  };
}

type Journey = { agent: Agent; options: OutboundOptions; request: OutboundRequest; deadline: Deadline };

async function withDeadline(ms: number, run: (deadline: Deadline) => Promise<OutboundResult>): Promise<OutboundResult> {
  const deadline: Deadline = { passed: false, abort: null };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<OutboundFailure>((settle) => {
    timer = setTimeout(() => {
      deadline.passed = true;
      settle(failure('timeout', `${ms} ms`));
      deadline.abort?.(new Error('deadline passed'));
    }, ms);
  });
  try {
    return await Promise.race([timeout, run(deadline)]);
  } finally {
    clearTimeout(timer);
  }
}

async function follow(journey: Journey, start: string | URL): Promise<OutboundResult> {
  const { agent, options, request, deadline } = journey;
  const method = request.method ?? 'GET';
  const redirectable = method === 'GET' || method === 'HEAD';
  let url = readUrl(start, options.allowHttp);
  let given = request.headers ?? {};
  for (let redirectsLeft = request.maxRedirects ?? DEFAULT_MAX_REDIRECTS; ; redirectsLeft--) {
    if (!(url instanceof URL)) return url;
    const headers = { ...baseHeaders(request, method), ...given, ...(await request.headersFor?.(url)), ...fixedHeaders(url, options) };
    if (deadline.passed) return failure('timeout');
    const hop: Hop = { url, method, headers, body: request.body ?? null, maxBytes: request.maxBytes, judge: judgeFor(request, redirectable) };
    const exchanged = await exchange(agent, hop, deadline);
    if (!exchanged.ok) return exchanged;
    const { head, body } = exchanged;
    if (!redirectable || !isRedirect(head)) return complete(head, body, url, request.maxBytes);
    if (redirectsLeft <= 0) return failure('too-many-redirects', undefined, head.status);
    const from: URL = url;
    url = nextHop(from, head, options.allowHttp);
    if (url instanceof URL && request.onRedirect?.(from, url) === false) return failure('redirect-refused', url.href, head.status);
    if (url instanceof URL && url.origin !== from.origin) given = withoutCredentials(given);
  }
}

function baseHeaders(request: OutboundRequest, method: string): Record<string, string> {
  return {
    'accept-encoding': method === 'GET' ? ACCEPTED_ENCODINGS : 'identity',
    ...(request.acceptTypes === undefined ? {} : { accept: request.acceptTypes.join(', ') }),
  };
}

function fixedHeaders(url: URL, { userAgent }: OutboundOptions): Record<string, string> {
  return { host: url.host, 'user-agent': userAgent };
}

function judgeFor({ acceptTypes }: OutboundRequest, redirectable: boolean): (head: ResponseHead) => Verdict {
  return (head) => {
    if (redirectable && isRedirect(head)) return 'leave';
    const succeeded = head.status < 300 && head.status !== 204;
    const type = head.headers['content-type'];
    if (!succeeded || acceptTypes === undefined || matchesContentType(type, acceptTypes)) return 'read';
    return failure('unexpected-type', String(type ?? 'no Content-Type').slice(0, 200), head.status);
  };
}

async function complete(head: ResponseHead, raw: Buffer, url: URL, maxBytes: number): Promise<OutboundResult> {
  const { status, headers } = head;
  const body = await decodeBody(headers['content-encoding'], raw, maxBytes);
  return Buffer.isBuffer(body) ? { ok: true, status, headers, body, url: url.href } : { ...body, status };
}
