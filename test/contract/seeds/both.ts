// The two communities that a coverage run calls every method on, and what they are furnished with.
import { addHouseRules, addPeople } from './all-kinds-of-people.ts';
import { addFirstPost, addPosts } from './all-kinds-of-posts.ts';
import { openCommunity, type Community } from './community.ts';
import { harbour } from './harbour.ts';
import { mountain } from './mountain.ts';
import { addChanges, addLastYear, addTrends, addWarnings } from './what-was-told.ts';
import type { Seed } from '../run-coverage.ts';

const seedOf = (community: Community): Seed => ({
  name: community.name,
  start: () => openCommunity(community, [addPeople, addFirstPost, addHouseRules, addPosts, addWarnings, addTrends, addLastYear, addChanges]),
});

/** In the order in which the page names them. */
export const seeds: readonly Seed[] = [seedOf(harbour), seedOf(mountain)];
