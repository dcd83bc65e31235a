import type { App } from '../../platform/context.ts'
import { demoPassword, makeClinic } from './make-clinic.ts'

export type DemoSignIn = { name: string; role: string; email: string; password: string }

/** Loads the demo clinic into an empty installation and says with what to sign in. Refused (`practice.already-set-up`) if a practice is
 *  there. Nobody in it exists. */
export async function loadDemoClinic(app: App): Promise<{ name: string; signIns: DemoSignIn[] }> {
  const name = 'Main Street Family Medicine (demo)'
  const made = await makeClinic(app, {
    name,
    zone: 'America/New_York',
    seed: 'demo',
    providers: 5,
    patients: 300,
    weeks: 4,
    pastWeeks: 3,
    full: true,
    demo: true,
    onlyIfEmpty: true,
  })
  return {
    name,
    signIns: made.people.map(person => ({
      name: person.name,
      role: person.role,
      email: person.email,
      password: demoPassword,
    })),
  }
}
