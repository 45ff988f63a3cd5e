// Direct conversations, as one member has them.
import { z } from 'zod'
import { conversationsPage, markConversation, removeConversation } from '#domain/conversations/conversations.ts'
import { showConversations } from '#entities/conversation.ts'
import { paged } from '../pagination.ts'
import { pageOf, paging } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

const pageInput = z.object(paging(20, 40))

async function page(call: Call<z.output<typeof pageInput>>): Promise<unknown> {
  const me = call.user().accountId
  const rows = await conversationsPage(call.ctx.db, me, pageOf(call.input))
  return paged(call, rows.map((row) => row.key), await showConversations(call.ctx, me, rows.map((row) => row.id)))
}

const marked = (mark: 'read' | 'unread') => async (call: Call): Promise<unknown> => {
  const me = call.user().accountId
  const id = call.id()
  await call.ctx.write((tx) => markConversation(tx, me, id, mark))
  const [conversation] = await showConversations(call.ctx, me, [id])
  return conversation
}

async function remove(call: Call): Promise<unknown> {
  await call.ctx.write((tx) => removeConversation(tx, call.user().accountId, call.id()))
  return {}
}

const scopes = ['write:conversations']

export const conversationRoutes: Route[] = [
  route('GET /api/v1/conversations', { contract: 'conversations#get', scopes: ['read:statuses'], input: pageInput, handle: page }),
  route('POST /api/v1/conversations/:id/read', { contract: 'conversations#read', scopes, handle: marked('read') }),
  route('POST /api/v1/conversations/:id/unread', { contract: 'covey#unread-conversation', scopes, handle: marked('unread') }),
  route('DELETE /api/v1/conversations/:id', { contract: 'conversations#delete', scopes, handle: remove }),
]
