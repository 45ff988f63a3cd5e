// covey tokens create: a token for a script of the operator's own.
import { parseScopes, unknownScope } from '#domain/access/scopes.ts'
import { createToken } from '#domain/access/tokens.ts'
import { requirePerson } from '../people.ts'
import { text, UsageError, type Verb } from '../verb.ts'

export const tokensCreate: Verb = {
  name: 'tokens create',
  about: 'Makes a token of the API for an account and prints it, and nothing else.',
  positionals: [],
  options: {
    account: { type: 'string', about: 'whose', value: 'NAME', required: true },
    scopes: { type: 'string', about: 'what it may do: "read write follow push" unless given', value: 'SCOPES' },
  },
  async run(ctx, args) {
    const scopes = parseScopes(text(args, 'scopes') || 'read write follow push')
    const unknown = unknownScope(scopes)
    if (unknown !== null) throw new UsageError(`"${unknown}" is not a scope.`)
    const user = await requirePerson(ctx.db, text(args, 'account'))
    const made = await ctx.write((tx) => createToken(tx, { userId: user.id, scopes }))
    return { text: made.token, data: { access_token: made.token, token_type: 'Bearer', scope: scopes.join(' '), created_at: Math.floor(made.createdAt / 1000) } }
  },
}
