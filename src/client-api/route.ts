// How a method of the API is declared. Everything outside the handler (who may call, scopes, rate class, input) is
// data, so that the route table, the coverage run and the documentation read the same declaration.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Session, SessionUser } from '#domain/access/session.ts'
import type { Context } from '#domain/context.ts'
import type { Services } from './services.ts'

/** What handlers work with: the domain's context and what other rooms lend this face. */
export interface ApiContext extends Context {
  readonly services: Services
}

/** `public`: anyone; `app`: any token; `user`: a token of a confirmed, approved, enabled user. */
export type Auth = 'public' | 'app' | 'user'
/** Rate classes; limits are in client-api/rate-limits.ts. */
export type Rate = 'default' | 'media' | 'deletes' | 'sign-up' | 'apps' | 'paging' | 'none'
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Call<Input = Record<string, never>> {
  readonly ctx: ApiContext
  readonly input: Input
  readonly params: Readonly<Record<string, string>>
  readonly session: Session | null
  /** The account that looks, or null for the public. */
  readonly viewer: number | null
  /** The user of a `user` route; throws a refusal elsewhere when there is none. */
  user(): SessionUser
  /** A path parameter as an id; a malformed one refuses like an unknown one. */
  id(name?: string): number
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export interface Route {
  /** The contract's id (`accounts#get`), or `covey#…` for our own. */
  readonly contract: string
  readonly method: HttpMethod
  readonly path: string
  readonly auth: Auth
  /** One of these is needed, whenever a token is presented or required. */
  readonly scopes: readonly string[]
  readonly rate: Rate
  readonly input: z.ZodType | null
  /** A multipart body with files is read by the handler itself. */
  readonly upload: boolean
  handle(call: Call<never>): Promise<unknown>
}

interface Declaration<S extends z.ZodType | undefined> {
  contract: string
  auth?: Auth
  scopes?: readonly string[]
  rate?: Rate
  input?: S
  upload?: boolean
  handle(call: Call<S extends z.ZodType ? z.output<S> : Record<string, never>>): Promise<unknown>
}

/** Declares `'GET /api/v1/…'`. The answer of `handle` is sent as JSON with status 200; use `call.reply` for others. */
export function route<S extends z.ZodType | undefined = undefined>(line: `${HttpMethod} /${string}`, declared: Declaration<S>): Route {
  const [method, path] = line.split(' ') as [HttpMethod, string]
  return {
    method, path,
    contract: declared.contract,
    auth: declared.auth ?? 'user',
    scopes: declared.scopes ?? [],
    rate: declared.rate ?? 'default',
    input: declared.input ?? null,
    upload: declared.upload ?? false,
    handle: declared.handle as Route['handle'],
  }
}
