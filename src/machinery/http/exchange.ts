// One request and one response on an open agent: no redirects, no policy beyond the size limit and the deadline.
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { failure, failureOf } from './outbound-result.ts';
import type { OutboundFailure } from './outbound-result.ts';

export type ResponseHead = { status: number; headers: IncomingHttpHeaders };

/** What to do with a response once its head is known: take the body, leave it unread, or refuse. */
export type Verdict = 'read' | 'leave' | OutboundFailure;

export type Hop = {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: Buffer | string | null;
  maxBytes: number;
  judge(head: ResponseHead): Verdict;
};

export type Exchanged = { ok: true; head: ResponseHead; body: Buffer } | OutboundFailure;

/** The end of the whole request, in which every hop shares. */
export type Deadline = { passed: boolean; abort: ((error: Error) => void) | null };

/**
 * Sends one request and collects its response. Stops reading as soon as more than `maxBytes` have arrived, or at once
 * when Content-Length says they will. Never rejects. `deadline.abort` ends it from outside.
 */
export function exchange(agent: Dispatcher, hop: Hop, deadline: Deadline): Promise<Exchanged> {
  return new Promise((settle) => {
    const { url, method, headers, body } = hop;
    agent.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method, headers, body },
      receive(hop, deadline, settle),
    );
  });
}

function receive(hop: Hop, deadline: Deadline, settle: (result: Exchanged) => void): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let size = 0;
  let head: ResponseHead | undefined;
  const stop = (controller: Dispatcher.DispatchController, result: Exchanged): void => {
    // Settled first: aborting reports an error, and the first result counts.
    settle(result);
    controller.abort(new Error('enough read'));
  };
  return {
    onRequestStart(controller) {
      // It may have waited for a connection until after its deadline: it must not be sent then.
      if (deadline.passed) controller.abort(new Error('deadline passed'));
      else deadline.abort = (error) => controller.abort(error);
    },
    onResponseStart(controller, status, headers) {
      if (status < 200) return;
      head = { status, headers };
      const verdict = announcesTooMuch(hop, head) ? tooLarge(hop, status) : hop.judge(head);
      if (verdict === 'leave') stop(controller, { ok: true, head, body: Buffer.alloc(0) });
      else if (verdict !== 'read') stop(controller, verdict);
    },
    onResponseData(controller, chunk) {
      size += chunk.length;
      if (size > hop.maxBytes) stop(controller, tooLarge(hop, head?.status));
      else chunks.push(chunk);
    },
    onResponseEnd() {
      if (head === undefined) settle(failure('bad-response', 'ended before the response'));
      else settle({ ok: true, head, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size) });
    },
    onResponseError(_controller, error) {
      settle(failureOf(error, head?.status));
    },
  };
}

function announcesTooMuch(hop: Hop, head: ResponseHead): boolean {
  return hop.method !== 'HEAD' && Number(head.headers['content-length'] ?? 0) > hop.maxBytes;
}

function tooLarge(hop: Hop, status: number | undefined): OutboundFailure {
  return failure('too-large', `over ${hop.maxBytes} bytes`, status);
}
