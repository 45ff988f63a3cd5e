// The one way the measuring modules talk to a server: a plain function, so that a fake can stand in for it.

export type QueryValue = string | number | boolean | readonly (string | number | boolean)[];
export type FormValue = QueryValue;
export type PartValue = string | Blob | readonly (string | Blob)[];

/** What goes with a call. Keys are written as documented (`id[]`, `poll[options][]`); one body kind at a time. */
export interface CallOptions {
  token?: string;
  query?: Readonly<Record<string, QueryValue>>;
  form?: Readonly<Record<string, FormValue>>;
  json?: unknown;
  multipart?: Readonly<Record<string, PartValue>>;
  headers?: Readonly<Record<string, string>>;
}

/** What came back. Header names are in lower case; `body` is parsed JSON where the server says it is JSON. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>;

/** A `Call` over HTTP to the server at `baseUrl`. Redirects are answers, not followed. */
export function httpCall(baseUrl: string): Call {
  return async (method, path, options = {}) => {
    const url = new URL(path, baseUrl);
    for (const [key, value] of pairs(options.query)) url.searchParams.append(key, value);
    const { body, type } = encodeBody(options);
    const headers = new Headers(options.headers);
    if (type) headers.set('content-type', type);
    if (options.token) headers.set('authorization', `Bearer ${options.token}`);
    const response = await fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await readBody(response) };
  };
}

function encodeBody(options: CallOptions): { body?: string | FormData; type?: string } {
  if (options.json !== undefined) return { body: JSON.stringify(options.json), type: 'application/json' };
  if (options.multipart) return { body: multipartBody(options.multipart) };
  if (!options.form) return {};
  const form = new URLSearchParams(pairs(options.form));
  return { body: form.toString(), type: 'application/x-www-form-urlencoded' };
}

function multipartBody(parts: Readonly<Record<string, PartValue>>): FormData {
  const data = new FormData();
  for (const [key, value] of Object.entries(parts)) {
    const all: readonly (string | Blob)[] = typeof value === 'string' || value instanceof Blob ? [value] : value;
    for (const part of all) data.append(key, part);
  }
  return data;
}

function pairs(values: Readonly<Record<string, QueryValue>> | undefined): [string, string][] {
  return Object.entries(values ?? {}).flatMap(([key, value]) => {
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    return all.map((item): [string, string] => [key, String(item)]);
  });
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!(response.headers.get('content-type') ?? '').includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
