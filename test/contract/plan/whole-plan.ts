// Every row of every section, in the order a run takes them.
import type { Plan } from '../plan.ts';
import { accountsPlan } from './accounts.ts';
import { annualReportsPlan } from './annual-reports.ts';
import { announcementsPlan } from './announcements.ts';
import { appsPlan } from './apps.ts';
import { filtersPlan } from './filters.ts';
import { foundPlan } from './found.ts';
import { instancePlan } from './instance.ts';
import { mediaPlan } from './media.ts';
import { notificationsPlan } from './notifications.ts';
import { profilePlan } from './profile.ts';
import { pushPlan } from './push.ts';
import { quotesPlan } from './quotes.ts';
import { relationshipsPlan } from './relationships.ts';
import { scheduledPlan } from './scheduled.ts';
import { statusesPlan } from './statuses.ts';
import { streamsPlan } from './streams.ts';
import { timelinesPlan } from './timelines.ts';
import { toldPlan } from './told.ts';
import { trendsPlan } from './trends.ts';

/** The plan `npm run coverage` runs. Relationships come last: they block and mute people other rows need. */
export const wholePlan: Plan = [
  ...instancePlan,
  ...announcementsPlan,
  ...annualReportsPlan,
  ...appsPlan,
  ...accountsPlan,
  ...profilePlan,
  ...mediaPlan,
  ...statusesPlan,
  ...scheduledPlan,
  ...timelinesPlan,
  ...trendsPlan,
  ...toldPlan,
  ...notificationsPlan,
  ...streamsPlan,
  ...foundPlan,
  ...filtersPlan,
  ...pushPlan,
  ...quotesPlan,
  ...relationshipsPlan,
];
