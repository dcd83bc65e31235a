import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router'
import { isCalendarDay } from '../../core/calendar-day.ts'
import { isUuid } from '../../core/id.ts'
import { readPhoneAsk } from '../../features/calls/screens/phone-ask.ts'
import type { PrintAsk } from '../../features/schedule/screens/print-day.tsx'
import type { LettersAsk } from '../../features/worklists/screens/print-letters.tsx'
import { dayOf } from '../kit/format.ts'
import { LoadingState } from '../kit/states.tsx'
import { App } from './app.tsx'
import { NotHere, ScreenFailed } from './not-here.tsx'
import { usePlaces } from './places.ts'

// Every screen of the product, one route each, loaded when it is first opened. The sign-in and set-up pages are no routes:
// they stand in front of whatever was asked for, so that after them one is where one wanted to be.
const root = createRootRoute({ component: App, notFoundComponent: NotHere })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to={usePlaces()[0]!.to} replace />,
})

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  component: lazyRouteComponent(async () => {
    // What other features put on the board stands before the board is drawn.
    await import('../../features/disruption/screens/on-board.tsx')
    return import('../../features/schedule/screens/today.tsx')
  }, 'Today'),
})

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../../features/inbox/screens/inbox-screen.tsx'), 'InboxScreen'),
})
const phone = createRoute({
  getParentRoute: () => root,
  path: '/phone',
  validateSearch: readPhoneAsk,
  component: lazyRouteComponent(() => import('../../features/calls/screens/phone-screen.tsx'), 'PhoneScreen'),
})
const wallboard = createRoute({
  getParentRoute: () => root,
  path: '/wallboard',
  component: lazyRouteComponent(() => import('../../features/calls/screens/wallboard-screen.tsx'), 'WallboardScreen'),
})
const patients = createRoute({
  getParentRoute: () => root,
  path: '/patients',
  component: lazyRouteComponent(() => import('../../features/patients/screens/patients-screen.tsx'), 'PatientsScreen'),
})
const register = createRoute({
  getParentRoute: () => root,
  path: '/patients/register',
  component: lazyRouteComponent(() => import('../../features/patients/screens/register-screen.tsx'), 'RegisterScreen'),
})
const record = createRoute({
  getParentRoute: () => root,
  path: '/patients/$patient',
  component: lazyRouteComponent(() => import('../../features/patients/screens/record-screen.tsx'), 'RecordScreen'),
})

const printDay = createRoute({
  getParentRoute: () => root,
  path: '/print/day',
  validateSearch: (search: Record<string, unknown>): PrintAsk => ({
    date: typeof search.date === 'string' && isCalendarDay(search.date) ? search.date : dayOf(new Date()),
    days: search.days === 7 ? 7 : 1,
    ...(typeof search.location === 'string' ? { location: search.location } : {}),
    ...(Array.isArray(search.providers) ? { providers: search.providers.map(String) } : {}),
  }),
  component: lazyRouteComponent(() => import('../../features/schedule/screens/print-day.tsx'), 'PrintDay'),
})
const printCard = createRoute({
  getParentRoute: () => root,
  path: '/print/card/$patient',
  component: lazyRouteComponent(() => import('../../features/schedule/screens/print-card.tsx'), 'PrintCard'),
})

const printLetters = createRoute({
  getParentRoute: () => root,
  path: '/print/letters',
  validateSearch: (search: Record<string, unknown>): LettersAsk => ({
    list: search.list === 'rebook' || search.list === 'call-back' ? search.list : 'recall',
    ...(typeof search.item === 'string' && isUuid(search.item) ? { item: search.item } : {}),
  }),
  component: lazyRouteComponent(() => import('../../features/worklists/screens/print-letters.tsx'), 'PrintLetters'),
})

const lists = createRoute({
  getParentRoute: () => root,
  path: '/lists',
  component: lazyRouteComponent(() => import('./lists/lists.tsx'), 'Lists'),
})

const disruptions = createRoute({
  getParentRoute: () => lists,
  path: 'disruptions',
  component: lazyRouteComponent(
    () => import('../../features/disruption/screens/disruptions-screen.tsx'),
    'DisruptionsScreen',
  ),
})

const listPage = (list: string, page: 'ConfirmList' | 'RecallList' | 'RebookList' | 'OrdersList' | 'RequestsList') =>
  createRoute({
    getParentRoute: () => lists,
    path: list,
    component: lazyRouteComponent(() => import('../../features/worklists/screens/list-pages.tsx'), page),
  })
const worklists = [
  listPage('confirm', 'ConfirmList'),
  listPage('recall', 'RecallList'),
  listPage('rebook', 'RebookList'),
  listPage('orders', 'OrdersList'),
  listPage('requests', 'RequestsList'),
]

const waitlist = createRoute({
  getParentRoute: () => lists,
  path: 'waitlist',
  component: lazyRouteComponent(() => import('../../features/waitlist/screens/waitlist-screen.tsx'), 'WaitlistScreen'),
})
const sent = createRoute({
  getParentRoute: () => lists,
  path: 'sent',
  component: lazyRouteComponent(() => import('../../features/outreach/screens/sent-screen.tsx'), 'SentScreen'),
})
const yes = createRoute({
  getParentRoute: () => root,
  path: '/yes/$token',
  component: lazyRouteComponent(() => import('../../features/waitlist/screens/yes-page.tsx'), 'YesPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings.tsx'), 'Settings'),
})
const messageSettings = createRoute({
  getParentRoute: () => settings,
  path: 'messages',
  component: lazyRouteComponent(
    () => import('../../features/calls/screens/settings/messages-page.tsx'),
    'MessagesPage',
  ),
})
const account = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/access/screens/my-account.tsx'), 'MyAccount'),
})
const practice = createRoute({
  getParentRoute: () => settings,
  path: 'practice',
  component: lazyRouteComponent(() => import('../../features/practice/screens/practice-page.tsx'), 'PracticePage'),
})
const visitTypes = createRoute({
  getParentRoute: () => settings,
  path: 'visit-types',
  component: lazyRouteComponent(
    () => import('../../features/schedule/screens/settings/visit-types-page.tsx'),
    'VisitTypesPage',
  ),
})
const hours = createRoute({
  getParentRoute: () => settings,
  path: 'hours',
  component: lazyRouteComponent(() => import('../../features/schedule/screens/settings/hours-page.tsx'), 'HoursPage'),
})
const holidays = createRoute({
  getParentRoute: () => settings,
  path: 'holidays',
  component: lazyRouteComponent(
    () => import('../../features/schedule/screens/settings/holidays-page.tsx'),
    'HolidaysPage',
  ),
})
const resources = createRoute({
  getParentRoute: () => settings,
  path: 'resources',
  component: lazyRouteComponent(
    () => import('../../features/schedule/screens/settings/resources-page.tsx'),
    'ResourcesPage',
  ),
})
const calendarFeeds = createRoute({
  getParentRoute: () => settings,
  path: 'calendar-feeds',
  component: lazyRouteComponent(() => import('../../features/schedule/screens/settings/feeds-page.tsx'), 'FeedsPage'),
})
const noShowRisk = createRoute({
  getParentRoute: () => settings,
  path: 'no-show-risk',
  component: lazyRouteComponent(() => import('../../features/schedule/screens/settings/risk-page.tsx'), 'RiskPage'),
})
const missedVisits = createRoute({
  getParentRoute: () => settings,
  path: 'missed-visits',
  component: lazyRouteComponent(() => import('../../features/schedule/screens/settings/missed-page.tsx'), 'MissedPage'),
})
const callers = createRoute({
  getParentRoute: () => settings,
  path: 'callers',
  component: lazyRouteComponent(
    () => import('../../features/calls/screens/identity-rules-page.tsx'),
    'IdentityRulesPage',
  ),
})
const waitlistSetting = createRoute({
  getParentRoute: () => settings,
  path: 'waitlist',
  component: lazyRouteComponent(() => import('../../features/waitlist/screens/setting-page.tsx'), 'WaitlistSetting'),
})
const voicemailSetting = createRoute({
  getParentRoute: () => settings,
  path: 'voicemail',
  component: lazyRouteComponent(() => import('../../features/voicemail/screens/setting-page.tsx'), 'VoicemailSetting'),
})
const people = createRoute({
  getParentRoute: () => settings,
  path: 'people',
  component: lazyRouteComponent(() => import('../../features/practice/screens/people-page.tsx'), 'PeoplePage'),
})
const roles = createRoute({
  getParentRoute: () => settings,
  path: 'roles',
  component: lazyRouteComponent(() => import('../../features/practice/screens/roles-page.tsx'), 'RolesPage'),
})
const audit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  component: lazyRouteComponent(() => import('../../features/privacy/screens/audit-page.tsx'), 'AuditPage'),
})

const telephone = createRoute({
  getParentRoute: () => settings,
  path: 'telephone',
  component: lazyRouteComponent(() => import('../../features/telephony/screens/telephone-page.tsx'), 'TelephonePage'),
})

const kiosks = createRoute({
  getParentRoute: () => settings,
  path: 'arrivals',
  component: lazyRouteComponent(() => import('../../features/arrivals/screens/kiosks-page.tsx'), 'KiosksPage'),
})

const listRules = createRoute({
  getParentRoute: () => settings,
  path: 'lists',
  component: lazyRouteComponent(() => import('../../features/worklists/screens/settings/rules-page.tsx'), 'RulesPage'),
})
const guidancePage = (path: string, file: 'scripts' | 'red-flags') =>
  createRoute({
    getParentRoute: () => settings,
    path,
    component:
      file === 'scripts'
        ? lazyRouteComponent(() => import('../../features/calls/screens/guidance/scripts-page.tsx'), 'ScriptsPage')
        : lazyRouteComponent(() => import('../../features/calls/screens/guidance/red-flags-page.tsx'), 'RedFlagsPage'),
  })
const callScripts = guidancePage('call-scripts', 'scripts')
const redFlags = guidancePage('red-flags', 'red-flags')
const flagReview = createRoute({
  getParentRoute: () => lists,
  path: 'red-flags',
  component: lazyRouteComponent(() => import('../../features/calls/screens/guidance/review-page.tsx'), 'ReviewPage'),
})
const confirmVisit = createRoute({
  getParentRoute: () => root,
  path: '/confirm/$token',
  component: lazyRouteComponent(() => import('../../features/worklists/screens/confirm-page.tsx'), 'ConfirmPage'),
})

const kiosk = createRoute({
  getParentRoute: () => root,
  path: '/kiosk/$token',
  component: lazyRouteComponent(() => import('../../features/arrivals/screens/kiosk-page.tsx'), 'KioskPage'),
})
const arrive = createRoute({
  getParentRoute: () => root,
  path: '/arrive/$token',
  component: lazyRouteComponent(() => import('../../features/arrivals/screens/arrive-page.tsx'), 'ArrivePage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    today,
    inbox,
    phone,
    wallboard,
    patients,
    register,
    record,
    printDay,
    printCard,
    printLetters,
    kiosk,
    arrive,
    yes,
    confirmVisit,
    lists.addChildren([waitlist, sent, ...worklists, disruptions, flagReview]),
    settings.addChildren([
      messageSettings,
      account,
      practice,
      visitTypes,
      hours,
      holidays,
      resources,
      telephone,
      kiosks,
      calendarFeeds,
      missedVisits,
      noShowRisk,
      listRules,
      callers,
      callScripts,
      redFlags,
      waitlistSetting,
      voicemailSetting,
      people,
      roles,
      audit,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <LoadingState lines={6} />,
  defaultErrorComponent: ScreenFailed,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
