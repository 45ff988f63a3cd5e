// The pages of those who look after the community, with the permission that each takes.
import { page, type PageTable } from '../page-access.ts'
import {
  changeRoleOf, liftPerson, makeResetLink, measurePerson, notePerson, showLog, showPeople, showPerson, takeSecondFactor, undo,
} from './people.ts'
import { approveApplicant, approveSeveral, noteApplicant, showDecline, showQueue, submitDecline } from './queue.ts'
import { assign, measureReport, noteReport, reopen, resolve, showReport, showReports } from './reports.ts'
import { showFirstPlace } from './staff-frame.ts'

/** Everything below /admin but the settings. */
export const staffPages: PageTable = {
  'GET /admin': page('staff', showFirstPlace),
  'GET /admin/dashboard': page('staff', showFirstPlace),
  'POST /admin/undo': page('staff', undo),
  'GET /admin/queue': page('manageUsers', showQueue),
  'POST /admin/queue/approve': page('manageUsers', approveSeveral),
  'POST /admin/queue/:id/approve': page('manageUsers', approveApplicant),
  'GET /admin/queue/:id/decline': page('manageUsers', showDecline),
  'POST /admin/queue/:id/decline': page('manageUsers', submitDecline),
  'POST /admin/queue/:id/note': page('manageUsers', noteApplicant),
  'GET /admin/reports': page('manageReports', showReports),
  'GET /admin/reports/:id': page('manageReports', showReport),
  'POST /admin/reports/:id/assign': page('manageReports', assign(true)),
  'POST /admin/reports/:id/release': page('manageReports', assign(false)),
  'POST /admin/reports/:id/resolve': page('manageReports', resolve),
  'POST /admin/reports/:id/reopen': page('manageReports', reopen),
  'POST /admin/reports/:id/note': page('manageReports', noteReport),
  'POST /admin/reports/:id/measure': page('manageReports', measureReport),
  'GET /admin/accounts': page('manageUsers', showPeople),
  'GET /admin/accounts/:id': page('manageUsers', showPerson),
  'POST /admin/accounts/:id/measure': page('manageReports', measurePerson),
  'POST /admin/accounts/:id/lift': page('manageReports', liftPerson),
  'POST /admin/accounts/:id/note': page('manageUsers', notePerson),
  'POST /admin/accounts/:id/role': page('manageRoles', changeRoleOf),
  'POST /admin/accounts/:id/reset-link': page('manageUserAccess', makeResetLink),
  'POST /admin/accounts/:id/second-factor': page('manageUserAccess', takeSecondFactor),
  'GET /admin/action_logs': page('viewAuditLog', showLog),
}
