import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { type MadeClinic, makeClinic } from '../../src/features/simulator/index.ts'
import { buildWebApp, webFolder } from '../../src/servers/cli/web-build.ts'
import { buildWebServer } from '../../src/servers/web-api/server.ts'
import { startWorkerIn } from '../job-times.ts'
import { openWorld, type World } from '../world.ts'
import { type Look, openBrowser, openWindow } from './browser.ts'

export type Desk = Awaited<ReturnType<typeof openWindow>>

export type Clinic = {
  url: string
  world: World
  made: MadeClinic
  browser: Browser
  /** Opens a window and signs in as the person with that role: the board stands when it resolves. */
  signIn(role: string, look?: Look): Promise<Desk>
}

/** A whole clinic on a Tuesday at 10:07, served with its worker to a real browser. */
export async function openClinic(
  ask: {
    providers?: number
    patients?: number
    weeks?: number
    /** Another day than the usual Tuesday: programs beside us have a clock of their own. */
    now?: Temporal.Instant
    /** What Chromium is started with besides the usual. */
    browser?: readonly string[]
  } = {},
): Promise<Clinic> {
  const world = await openWorld()
  if (ask.now) world.clock.set(ask.now)
  const made = await makeClinic(world.app, {
    practice: world.practice,
    seed: 20261124,
    providers: ask.providers ?? 5,
    patients: ask.patients ?? 300,
    weeks: ask.weeks ?? 3,
  })
  await buildWebApp()
  const server = await buildWebServer(world.app, { version: 'test', webFolder, requestsPerMinute: 100_000 })
  const url = await server.fastify.listen({ host: '127.0.0.1', port: 0 })
  const worker = await startWorkerIn(world)
  const browser = await openBrowser(ask.browser)
  afterAll(async () => {
    await browser.close()
    await server.close()
    await worker.stop()
  })
  return {
    url,
    world,
    made,
    browser,
    async signIn(role, look) {
      const person = made.people.find(one => one.role === role)
      if (!person) throw new Error(`nobody in the clinic is ${role}`)
      const desk = await openWindow(browser, { now: world.clock.now(), ...look })
      await desk.page.goto(url)
      await signInOn(desk.page, person.email, made.password)
      return desk
    },
  }
}

async function signInOn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  // Not the main part alone: the sign-in page has one as well, and leaving it now would leave one outside.
  await page.getByRole('navigation', { name: 'Screens' }).waitFor()
}
