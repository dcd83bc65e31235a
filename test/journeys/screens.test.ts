import { afterAll, describe, expect, it } from 'vitest'
import { openWindow } from './browser.ts'
import { type Desk, openClinic } from './clinic.ts'
import { goTo, screens } from './screens.ts'
import { violations } from './violations.ts'

const clinic = await openClinic()
const desks = new Map<string, Desk>()
const weights: string[] = []
// Where `npm run screens` wants a picture of everything that is looked at here.
const pictures = process.env.PICTURES
afterAll(() => console.log(`\nPage weight and time to interactive\n${weights.join('\n')}\n`))

/** One window a role and theme, signed in once. */
async function deskOf(role: string, dark: boolean): Promise<Desk> {
  const key = `${role} ${dark}`
  const known = desks.get(key)
  if (known) return known
  const desk = await clinic.signIn(role, { dark, ...(pictures ? { width: 1440, height: 900 } : {}) })
  desks.set(key, desk)
  return desk
}

describe.each([
  { theme: 'light', dark: false },
  { theme: 'dark', dark: true },
])('axe finds nothing, $theme', ({ dark }) => {
  it.each(screens)('$name', { timeout: 240_000 }, async screen => {
    const desk = await deskOf(screen.role, dark)
    await goTo(desk.page, clinic, screen)
    if (pictures) await desk.page.screenshot({ path: `${pictures}/${screen.name}-${dark ? 'dark' : 'light'}.png` })
    expect(await violations(desk.page)).toEqual([])
    expect(desk.complaints).toEqual([])
    await screen.leave?.(desk.page, clinic)
  })

  it('sign-in, also on a phone', async () => {
    for (const width of [1280, 390]) {
      const { context, page } = await openWindow(clinic.browser, { dark, width, height: 800 })
      await page.goto(clinic.url)
      await page.getByLabel('E-mail').waitFor()
      expect(await violations(page)).toEqual([])
      if (pictures) await page.screenshot({ path: `${pictures}/sign-in-${width}-${dark ? 'dark' : 'light'}.png` })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      await context.close()
    }
  })
})

it('weighs little: the first page and the desk, measured with an empty cache', async () => {
  const { context, page } = await openWindow(clinic.browser)
  const asked: string[] = []
  page.on('request', request => void asked.push(request.url()))
  const weigh = async (what: string, ready: () => Promise<void>, go: () => Promise<unknown>) => {
    let bytes = 0
    let requests = 0
    const heard = async (response: import('playwright-core').Response) => {
      const sizes = await response
        .request()
        .sizes()
        .catch(() => null)
      if (sizes && !response.url().includes('/api/live')) {
        bytes += sizes.responseBodySize + sizes.responseHeadersSize
        requests++
      }
    }
    page.on('response', heard)
    const began = performance.now()
    await go()
    await ready()
    const ms = performance.now() - began
    page.off('response', heard)
    weights.push(
      `${what.padEnd(22)} ${Math.round(bytes / 1024)} KiB in ${requests} requests, usable after ${Math.round(ms)} ms`,
    )
    return bytes
  }
  const person = clinic.made.people.find(one => one.role === 'secretary')!
  const door = await weigh(
    'sign-in page',
    () => page.getByLabel('E-mail').waitFor(),
    () => page.goto(clinic.url),
  )
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(clinic.made.password)
  const desk = await weigh(
    'the desk, after it',
    () => page.locator('[data-block]').first().waitFor(),
    () => page.keyboard.press('Enter'),
  )
  expect(door + desk).toBeLessThan(1_000 * 1024)
  // Who has no telephone fetches none.
  expect(asked.filter(url => /jssip|screens-telephony/i.test(url))).toEqual([])
  await context.close()
})
