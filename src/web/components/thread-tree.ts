// Turns the flat list of replies that the API gives into the tree a reader sees: the author's own chain first,
// then oldest first, and a step to the side only where a post has two or more replies.
import type { Account, Status } from '../props/entities.ts'

/** A post in the tree; `column` is how many branchings it stands below the opened post. */
export interface ThreadNode {
  status: Status
  column: number
  /** The post it answers. */
  parent: Status
  replies: ThreadNode[]
}

/** Replies whose parent is not in the list (deleted, private, not arrived) hang on the opened post. */
export function threadTree(opened: Status, descendants: Status[]): ThreadNode[] {
  const known = new Map([opened, ...descendants].map(status => [status.id, status]))
  const byParent = Map.groupBy(descendants.filter(status => status.id !== opened.id), status => {
    const parent = status.in_reply_to_id ?? ''
    return known.has(parent) && parent !== status.id ? parent : opened.id
  })
  const seen = new Set<string>([opened.id])
  const grow = (parent: Status, column: number): ThreadNode[] => {
    const children = (byParent.get(parent.id) ?? []).filter(status => !seen.has(status.id))
    for (const status of children) seen.add(status.id)
    const next = children.length > 1 ? column + 1 : column
    return children.sort(authorFirst(opened.account.id)).map(status => ({
      status, column: next, parent, replies: grow(status, next),
    }))
  }
  const roots = grow(opened, -1)
  const column = roots.length > 1 ? 0 : -1
  // A cycle among replies hangs on nothing: show its members rather than lose them.
  for (const status of descendants) {
    if (seen.has(status.id)) continue
    seen.add(status.id)
    roots.push({ status, column: Math.max(column, 0), parent: opened, replies: grow(status, Math.max(column, 0)) })
  }
  return roots
}

function authorFirst(author: string): (a: Status, b: Status) => number {
  const rank = (status: Status): number => status.account.id === author ? 0 : 1
  return (a, b) => rank(a) - rank(b) || a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id)
}

/** How many posts a branch holds, and who wrote them, each once. */
export function branchOf(nodes: ThreadNode[]): { count: number; authors: Account[] } {
  const authors = new Map<string, Account>()
  let count = 0
  const visit = (node: ThreadNode): void => {
    count += 1
    authors.set(node.status.account.id, node.status.account)
    node.replies.forEach(visit)
  }
  nodes.forEach(visit)
  return { count, authors: [...authors.values()] }
}
