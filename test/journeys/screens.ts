import type { Page } from 'playwright-core'
import { addExtension } from '../../src/features/telephony/setting-up/add-extension.ts'
import { removeExtension } from '../../src/features/telephony/setting-up/remove-extension.ts'
import { removeSoftphone } from '../../src/features/telephony/softphone/remove-softphone.ts'
import { setSoftphone } from '../../src/features/telephony/softphone/set-softphone.ts'
import type { Clinic } from './clinic.ts'
import { standInExchange } from './exchange-stand-in.ts'

/** A screen as somebody sees it: who, where, and what is open on it. Pictures and the accessibility proof both walk this list. */
export type Screen = {
  name: string
  role: string
  at: string
  open?: (page: Page, clinic: Clinic) => Promise<void>
  /** Nothing of the frame stands around it. */
  bare?: true
  /** Leaves the clinic as it was. */
  leave?: (page: Page, clinic: Clinic) => Promise<void>
}

let rings = 0
let extension: Awaited<ReturnType<typeof seat>> | undefined

/** Gives the secretary an extension. */
const seat = async ({ world, made }: Clinic) =>
  (
    await world.as('manager').do(addExtension, {
      number: '101',
      staff: made.people.find(one => one.role === 'secretary')!.staff,
    })
  ).extension

/** What a phone system tells of a call. */
async function phoneSystem(
  { world, url }: Clinic,
  what: 'ring' | 'hang-up',
  body: Record<string, unknown>,
): Promise<void> {
  const token = await world.token('secretary')
  await fetch(`${url}/api/calls/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

const jane = 'jane smith 1971'

/** Takes the person found by those words in hand, through the one box. */
async function takeInHand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(words)
  await page.getByRole('option').first().waitFor()
  await page.locator('[role="listbox"][aria-busy="true"]').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  // The person may have been in hand before: the box is done when its list is gone and letters act again.
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  await page.waitForFunction('!document.activeElement.matches("input, textarea")')
  await page.getByRole('complementary', { name: 'Person in hand' }).getByRole('heading').first().waitFor()
}

export const screens: readonly Screen[] = [
  { name: 'today', role: 'secretary', at: '/today', open: page => takeInHand(page, jane) },
  {
    name: 'one-box',
    role: 'secretary',
    at: '/today',
    open: async page => {
      await takeInHand(page, jane)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('book smith jane f/u lee next tue am')
      await page.getByRole('option', { name: /Dec 1/ }).first().waitFor()
    },
  },
  {
    name: 'ringing',
    role: 'secretary',
    at: '/today',
    open: async (page, clinic) => {
      rings++
      await phoneSystem(clinic, 'ring', { from: '+12125550142', line: 'line 1', externalId: `ring-${rings}` })
      await page.getByRole('article', { name: /phone rings/ }).waitFor()
    },
    leave: async (page, clinic) => {
      await phoneSystem(clinic, 'hang-up', { externalId: `ring-${rings}` })
      await page.getByRole('article', { name: /phone rings/ }).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'booking',
    role: 'secretary',
    at: '/today',
    open: async page => {
      await takeInHand(page, jane)
      await page.keyboard.press('n')
      await page
        .getByRole('region', { name: /Book Jane/ })
        .getByRole('listitem')
        .first()
        .waitFor()
    },
    // It outlives a reload: the digits of the next screens are not for it.
    leave: async page => {
      await page.keyboard.press('Escape')
      await page.getByRole('region', { name: /Book Jane/ }).waitFor({ state: 'detached' })
    },
  },
  ...(['week', 'month', 'rooms'] as const).map((view, n) => ({
    name: view,
    role: 'secretary',
    at: '/today',
    open: async (page: Page) => {
      await page.keyboard.press(String(n + 2))
      await page.getByRole('radio', { name: new RegExp(`^${view}$`, 'i'), checked: true }).waitFor()
      if (view === 'rooms') await page.locator('[data-block$="@room"]').first().waitFor()
    },
  })),
  {
    name: 'flow',
    role: 'secretary',
    at: '/today',
    open: async page => {
      await page.keyboard.press('5')
      await page.getByRole('heading', { name: /Expected/ }).waitFor()
    },
  },
  { name: 'phone-figures', role: 'manager', at: '/phone' },
  { name: 'phone-people', role: 'manager', at: '/phone?view=people' },
  { name: 'phone-goals', role: 'manager', at: '/phone?view=goals' },
  { name: 'wallboard', role: 'manager', at: '/wallboard', bare: true },
  {
    name: 'on-the-phone',
    role: 'secretary',
    at: '/today',
    open: async (page, clinic) => {
      rings++
      await phoneSystem(clinic, 'ring', { from: '+12125550142', line: 'line 1', externalId: `ring-${rings}` })
      await page.getByRole('article', { name: /phone rings/ }).waitFor()
      await page.keyboard.press('Alt+Enter')
      await page.getByRole('article', { name: /Call with/ }).waitFor()
      await page.keyboard.press('1')
      await page.getByText('Ask for 2 things').waitFor()
    },
    leave: async page => {
      await page.keyboard.press('Control+Enter')
      await page.getByRole('article', { name: /Call with/ }).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'telephone-bar',
    role: 'secretary',
    at: '/today',
    open: async (page, clinic) => {
      const wsUrl = 'wss://phone.example.org/sip'
      await standInExchange(page, wsUrl, { number: '+15550100142', name: 'Anna Example' })
      extension = await seat(clinic)
      await clinic.world.as('manager').do(setSoftphone, {
        wsUrl,
        domain: 'phone.example.org',
        secret: 'testing-sip-secret-0001',
      })
      const bar = page.getByRole('region', { name: 'Telephone' })
      await bar.getByText('Telephone is ready').waitFor()
      await bar.getByRole('button', { name: /^Answer/ }).waitFor()
    },
    leave: async (page, { world }) => {
      await world.as('manager').do(removeSoftphone, {})
      if (extension) await world.as('manager').do(removeExtension, { extension })
      await page.getByRole('region', { name: 'Telephone' }).waitFor({ state: 'detached' })
    },
  },
  { name: 'inbox', role: 'secretary', at: '/inbox' },
  {
    name: 'call-log',
    role: 'secretary',
    at: '/inbox',
    open: async page => {
      await page.getByRole('radio', { name: 'Call log' }).click()
      await page
        .getByRole('grid', { name: /Calls, newest/ })
        .getByRole('row')
        .nth(1)
        .click()
      await page.getByRole('article', { name: /Call of/ }).waitFor()
    },
  },
  { name: 'checking-callers', role: 'manager', at: '/settings/callers' },
  {
    name: 'patients',
    role: 'secretary',
    at: '/patients',
    open: async page => {
      await page
        .getByRole('main')
        .getByRole('searchbox')
        .or(page.getByRole('main').getByRole('combobox'))
        .or(page.getByRole('main').getByRole('textbox'))
        .first()
        .fill('smyth')
      await page.getByRole('main').getByText('Smith').first().waitFor()
    },
  },
  { name: 'register', role: 'secretary', at: '/patients/register' },
  {
    name: 'record',
    role: 'secretary',
    at: '/patients',
    open: async (page, { made, url }) => {
      await page.goto(`${url}/patients/${made.patients[0]}`)
      await page.locator('[data-one-box]').waitFor()
      await page.getByRole('main').getByRole('tab').first().waitFor()
    },
  },
  ...(['confirm', 'recall', 'rebook', 'orders', 'requests'] as const).map(list => ({
    name: `list-${list}`,
    role: 'secretary',
    at: `/lists/${list}`,
    open: async (page: Page) => {
      await page.getByText(/\d due/).waitFor()
      if ((await page.getByRole('grid', { name: /Rows/ }).count()) === 0) return
      await page.keyboard.press('j')
      await page.locator('[data-row-in-hand]').waitFor()
    },
    leave: async (page: Page) => page.keyboard.press('Escape'),
  })),
  { name: 'account', role: 'secretary', at: '/settings' },
  { name: 'practice', role: 'manager', at: '/settings/practice' },
  { name: 'message-settings', role: 'manager', at: '/settings/messages' },
  { name: 'visit-types', role: 'manager', at: '/settings/visit-types' },
  { name: 'hours', role: 'manager', at: '/settings/hours' },
  {
    name: 'hours-typed',
    role: 'manager',
    at: '/settings/hours',
    open: async page => {
      // Half-typed hours stay: the form may be open already.
      const change = page.getByRole('button', { name: 'Change the hours' })
      const form = page.getByRole('button', { name: 'Save' })
      await change.or(form).waitFor()
      if (await change.isVisible()) await change.click()
      await form.waitFor()
    },
  },
  { name: 'holidays', role: 'manager', at: '/settings/holidays' },
  { name: 'devices', role: 'manager', at: '/settings/resources' },
  { name: 'calendar-feeds', role: 'manager', at: '/settings/calendar-feeds' },
  { name: 'kiosks', role: 'manager', at: '/settings/arrivals' },
  { name: 'telephone', role: 'manager', at: '/settings/telephone' },
  {
    name: 'telephone-add',
    role: 'manager',
    at: '/settings/telephone',
    open: async page => {
      await page.getByRole('button', { name: 'Add phone system' }).click()
      await page.getByRole('dialog').getByLabel('Host').waitFor()
    },
    leave: async page => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
  { name: 'no-show-risk', role: 'manager', at: '/settings/no-show-risk' },
  { name: 'disruptions', role: 'secretary', at: '/lists/disruptions' },
  { name: 'missed-visits', role: 'manager', at: '/settings/missed-visits' },
  { name: 'list-rules', role: 'manager', at: '/settings/lists' },
  {
    name: 'waitlist',
    role: 'secretary',
    at: '/lists/waitlist',
    open: async page => {
      await page.getByRole('article', { name: 'Freed time' }).getByRole('button').first().waitFor()
    },
  },
  { name: 'sent', role: 'secretary', at: '/lists/sent' },
  { name: 'waitlist-setting', role: 'manager', at: '/settings/waitlist' },
  { name: 'call-scripts', role: 'provider', at: '/settings/call-scripts' },
  { name: 'red-flags', role: 'provider', at: '/settings/red-flags' },
  { name: 'red-flag-review', role: 'provider', at: '/lists/red-flags' },
  { name: 'voicemail-setting', role: 'manager', at: '/settings/voicemail' },
  { name: 'people', role: 'manager', at: '/settings/people' },
  { name: 'roles', role: 'manager', at: '/settings/roles' },
  { name: 'audit', role: 'privacy-officer', at: '/settings/audit' },
  {
    name: 'keys',
    role: 'secretary',
    at: '/today',
    open: async page => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'lock',
    role: 'secretary',
    at: '/today',
    open: async page => {
      await page.keyboard.press('Control+Shift+L')
      await page.getByLabel('Password').waitFor()
    },
    leave: async (page, { made }) => {
      await page.getByLabel('Password').fill(made.password)
      await page.keyboard.press('Enter')
      await page.getByLabel('Password').waitFor({ state: 'detached' })
    },
  },
]

/** Goes to a screen and waits until nothing on it is still loading. */
export async function goTo(page: Page, clinic: Clinic, screen: Screen): Promise<void> {
  await page.goto(clinic.url + screen.at)
  await page.getByRole('main').waitFor()
  await page.waitForLoadState('load')
  // The parts of the frame come one by one; keys are heard when the one box stands.
  if (!screen.bare) await page.locator('[data-one-box]').waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  // The view of the schedule is kept for the next sign-in; every picture begins with the day.
  if (screen.at === '/today') await page.keyboard.press('1')
  await screen.open?.(page, clinic)
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}
