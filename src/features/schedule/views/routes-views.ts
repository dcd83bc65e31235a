import type { Feature } from '../../../platform/feature.ts'
import { fitNoShowModel } from '../risk/fit-no-show-model.ts'
import { noShowModel } from '../risk/no-show-model.ts'
import { keepNoShowRisk } from '../risk/risk-chore.ts'
import { switchNoShowMarks } from '../risk/switch-no-show-marks.ts'
import { calendarFeeds } from './calendar-feeds.ts'
import { closeCalendarFeed } from './close-calendar-feed.ts'
import { daySheet } from './day-sheet.ts'
import { downtimePack } from './downtime-pack.ts'
import { calendarPage } from './ical-page.ts'
import { keepViewFilter } from './keep-view-filter.ts'
import { makeDowntimePacks } from './make-downtime-packs.ts'
import { monthLoad } from './month-load.ts'
import { openCalendarFeed } from './open-calendar-feed.ts'
import { removeViewSet } from './remove-view-set.ts'
import { saveViewSet } from './save-view-set.ts'
import { viewFilters } from './view-filters.ts'
import { weekBoard } from './week-board.ts'

/** What belongs to looking at the schedule: views, prints, calendar addresses, the risk of missed visits. */
export const viewsOfSchedule = {
  operations: [
    weekBoard,
    monthLoad,
    viewFilters,
    keepViewFilter,
    saveViewSet,
    removeViewSet,
    daySheet,
    downtimePack,
    calendarFeeds,
    openCalendarFeed,
    closeCalendarFeed,
    noShowModel,
    fitNoShowModel,
    switchNoShowMarks,
  ],
  chores: [
    { name: 'make-downtime-packs', everySeconds: 3600, run: makeDowntimePacks },
    { name: 'keep-no-show-risk', everySeconds: 3600, run: keepNoShowRisk },
  ],
  pages: [calendarPage],
} satisfies Partial<Feature>
