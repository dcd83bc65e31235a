import type { Id } from '../src/core/id.ts'
import { addPersonAsOperator } from '../src/features/practice/index.ts'
import type { WebServer } from '../src/servers/web-api/server.ts'
import { type Browser, openBrowser } from './browser.ts'
import type { World } from './world.ts'

export const PASSWORD = 'a long enough password'

export type SignInPerson = { id: Id<'staff'>; email: string }

let made = 0

/** A person who can sign in with PASSWORD, which counts as their own choice. */
export async function newPerson(
  world: World,
  roles: readonly string[] = ['secretary'],
  practice: Id<'practice'> = world.practice,
): Promise<SignInPerson> {
  const email = `person${made++}@example.org`
  const { id } = await addPersonAsOperator(world.app, {
    name: 'Pat Example',
    email,
    roles,
    password: PASSWORD,
    practice,
  })
  await world.asOwner('update access.password set must_change = false where staff_id = $1', [id])
  return { id, email }
}

/** A browser in which somebody is signed in. */
export async function signedInAs(
  server: WebServer,
  person: { email: string },
  ask: { address?: string; code?: string } = {},
): Promise<Browser> {
  const browser = openBrowser(server, ask)
  const answer = await browser.post('access/sign-in', {
    email: person.email,
    password: PASSWORD,
    ...(ask.code ? { code: ask.code } : {}),
  })
  if (answer.status !== 200) throw new Error(`sign-in answered ${JSON.stringify(answer.body)}`)
  return browser
}
