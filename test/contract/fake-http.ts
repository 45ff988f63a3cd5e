// Puts a `call` behind a real port, so that client libraries can be tried against the fake made of the contract.
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Call, CallOptions, QueryValue } from './call.ts';

/** A listening fake: its address, and how to end it. */
export interface ListeningFake extends AsyncDisposable {
  baseUrl: string;
}

/** Serves `call` on a free port of this machine. JSON and multipart bodies arrive flattened to documented names. */
export async function listen(call: Call): Promise<ListeningFake> {
  const server = createServer((request, response) => {
    answer(call, request).then(
      found => write(response, found),
      (error: unknown) => write(response, { status: 500, headers: {}, body: { error: String(error) } }),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  };
  return { baseUrl: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

/** `{poll: {options: ['a']}}` → `{'poll[options][]': ['a']}`: JSON as the documentation writes its form parameters. */
export function flatten(value: unknown, name = ''): Record<string, QueryValue> {
  if (Array.isArray(value)) {
    if (value.some(item => typeof item === 'object')) return Object.assign({}, ...value.map(item => flatten(item, `${name}[]`)));
    return { [`${name}[]`]: value as string[] };
  }
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? {} : { [name]: value as string };
  const keyed = Object.entries(value).map(([key, inner]) => flatten(inner, name ? `${name}[${key}]` : key));
  return Object.assign({}, ...keyed);
}

async function answer(call: Call, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://fake.example');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const options: CallOptions = { query: grouped(url.searchParams), form: await readForm(request, Buffer.concat(chunks)) };
  const token = request.headers.authorization?.replace('Bearer ', '');
  return await call(request.method ?? 'GET', decodeURIComponent(url.pathname), token ? { ...options, token } : options);
}

async function readForm(request: IncomingMessage, body: Buffer): Promise<Record<string, QueryValue>> {
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return {};
  if (type.includes('json')) return flatten(JSON.parse(body.toString()));
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return Object.fromEntries([...form].map(([key, value]) => [key.replace(/\[\d+\]/g, '[]'), typeof value === 'string' ? value : value.name]));
}

function grouped(search: URLSearchParams): Record<string, QueryValue> {
  return Object.fromEntries([...new Set(search.keys())].map(key => [key, search.getAll(key)]));
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
