import type { Feature } from '../../platform/feature.ts'
import { calendarFeeds } from './calendar-feeds.ts'
import { closeCalendarFeed } from './close-calendar-feed.ts'
import { daySheet } from './day-sheet.ts'
import { downtimePack } from './downtime-pack.ts'
import { fitNoShowModel } from './fit-no-show-model.ts'
import { calendarPage } from './ical-page.ts'
import { keepViewFilter } from './keep-view-filter.ts'
import { makeDowntimePacks } from './make-downtime-packs.ts'
import { monthLoad } from './month-load.ts'
import { noShowModel } from './no-show-model.ts'
import { openCalendarFeed } from './open-calendar-feed.ts'
import { removeViewSet } from './remove-view-set.ts'
import { keepNoShowRisk } from './risk-chore.ts'
import { saveViewSet } from './save-view-set.ts'
import { switchNoShowMarks } from './switch-no-show-marks.ts'
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
