// The replies under an opened post: a dialogue keeps its column, a branching takes one step and can be folded.
import type { Status } from '../props/entities.ts'
import { plainName } from './person.tsx'
import { PostCard } from './post-card.tsx'
import { usePage } from './page-context.tsx'
import { type ThreadNode, branchOf, threadTree } from './thread-tree.ts'

const deepest = 6
const namedInBranch = 3

/** All replies that are here, as a tree. */
export function Thread({ opened, descendants }: { opened: Status; descendants: Status[] }) {
  return <>{threadTree(opened, descendants).map(node => <Branch node={node} />)}</>
}

/** A post, then the chain that answers it in the same column, then at its end the branches. */
function Branch({ node }: { node: ThreadNode }) {
  const chain: ThreadNode[] = [node]
  for (let last = node; last.replies.length === 1; last = last.replies[0]!) chain.push(last.replies[0]!)
  const branches = chain.at(-1)!.replies
  return (
    <div class="chain">
      {chain.map((link, i) => <Reply key={link.status.id} status={link.status} to={i === 0 && link.column >= deepest ? plainName(link.parent.account) : undefined} />)}
      {branches.length ? <Branches nodes={branches} /> : null}
    </div>
  )
}

function Reply({ status, to }: { status: Status; to?: string | undefined }) {
  const { live } = usePage()
  const named = to === undefined ? {} : { to }
  return live ? <live.Card id={status.id} inThread {...named} /> : <PostCard status={status} inThread id={`post-${status.id}`} {...named} />
}

function Branches({ nodes }: { nodes: ThreadNode[] }) {
  const { w, f } = usePage()
  const { count, authors } = branchOf(nodes)
  const first = authors.slice(0, namedInBranch).map(plainName)
  const names = authors.length > namedInBranch ? `${first.join(', ')}, …` : f.list(first)
  const stepped = (nodes[0]?.column ?? 0) < deepest
  return (
    <details open class={stepped ? 'branch' : 'branch branch-flat'}>
      <summary><bdi>{w.postPage.branch(f.number(count), count === 1, names)}</bdi></summary>
      {nodes.map(node => <Branch node={node} />)}
    </details>
  )
}
