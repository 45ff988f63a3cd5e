// Every activity between two Coveys, in both directions, on every engine there is: activity × direction × engine.
import { changes } from './activities/changes.ts'
import { finding } from './activities/finding.ts'
import { moves } from './activities/moves.ts'
import { outages } from './activities/outages.ts'
import { polls } from './activities/polls.ts'
import { posts } from './activities/posts.ts'
import { profiles } from './activities/profiles.ts'
import { quotes } from './activities/quotes.ts'
import { relationships } from './activities/relationships.ts'
import { responses } from './activities/responses.ts'
import { talks } from './activities/talks.ts'
import { playBothWays } from './both-ways.ts'

playBothWays('activity', [...finding, ...relationships, ...posts, ...talks, ...changes, ...responses, ...polls, ...quotes, ...profiles, ...moves, ...outages])
