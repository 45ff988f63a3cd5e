// Every row of every section, in the order a run takes them.
import type { Plan } from '../plan.ts';
import { accountsPlan } from './accounts.ts';
import { annualReportsPlan } from './annual-reports.ts';
import { announcementsPlan } from './announcements.ts';
import { appsPlan } from './apps.ts';
import { filtersPlan } from './filters.ts';
import { instancePlan } from './instance.ts';
import { mediaPlan } from './media.ts';
import { notificationsPlan } from './notifications.ts';
import { pushPlan } from './push.ts';
import { quotesPlan } from './quotes.ts';
import { relationshipsPlan } from './relationships.ts';
import { statusesPlan } from './statuses.ts';
import { timelinesPlan } from './timelines.ts';
import { trendsPlan } from './trends.ts';

/** The plan `npm run coverage` runs. Relationships come last: they block and mute people other rows need. */
export const wholePlan: Plan = [
  ...instancePlan,
  ...announcementsPlan,
  ...annualReportsPlan,
  ...appsPlan,
  ...accountsPlan,
  ...mediaPlan,
  ...statusesPlan,
  ...timelinesPlan,
  ...trendsPlan,
  ...notificationsPlan,
  ...filtersPlan,
  ...pushPlan,
  ...quotesPlan,
  ...relationshipsPlan,
];
