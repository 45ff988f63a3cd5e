// Undoes a response's compression without letting a small body become a huge one.
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { failure } from './outbound-result.ts';
import type { OutboundFailure } from './outbound-result.ts';

type Decoder = (body: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>;

const ungzip: Decoder = promisify(gunzip) as Decoder;
const unzlib: Decoder = promisify(inflate) as Decoder;
const unraw: Decoder = promisify(inflateRaw) as Decoder;

const DECODERS: Record<string, Decoder> = {
  gzip: ungzip,
  'x-gzip': ungzip,
  br: promisify(brotliDecompress) as Decoder,
  // Half the servers that say "deflate" send it without the zlib header.
  deflate: (body, limit) => unzlib(body, limit).catch((error) => (isOverflow(error) ? Promise.reject(error) : unraw(body, limit))),
};

/** What we offer in Accept-Encoding; exactly what decodeBody can undo. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/**
 * Decompresses a body, stopping at `maxBytes` of output: at no time is more than that held, whatever the input claims.
 * At most one encoding is undone; stacked or unknown ones are refused as `bad-encoding`.
 */
export async function decodeBody(encoding: string | string[] | undefined, body: Buffer, maxBytes: number): Promise<Buffer | OutboundFailure> {
  const name = String(encoding ?? '').trim().toLowerCase();
  if (name === '' || name === 'identity' || body.length === 0) return body;
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (decode === undefined) return failure('bad-encoding', `Content-Encoding: ${name.slice(0, 100)}`);
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    return isOverflow(error) ? failure('too-large', `over ${maxBytes} bytes decompressed`) : failure('bad-encoding', String(error));
  }
}

function isOverflow(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
}
