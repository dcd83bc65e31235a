import { tellPatient } from '../outreach/index.ts'
import { asPerson } from './deeds.ts'
import type { InventedPatient } from './invented-patients.ts'
import type { Making } from './making.ts'

/** A few messages to patients: some leave as soon as the program runs, one finds no way and wants somebody. */
export async function makeMessages(making: Making, invented: readonly InventedPatient[]): Promise<void> {
  const told = making.patients.slice(0, 3)
  const unreachable = invented.findIndex(one => one.phones.length === 0 && !one.email)
  if (unreachable >= 0) told.push(making.patients[unreachable]!)
  await asPerson(making.app, making.practice, making.secretaries[0]!, making.now, async ctx => {
    for (const patient of told) {
      await tellPatient(ctx, {
        patient,
        purpose: 'notice',
        subject: { en: 'A word from {practice}', es: 'Un aviso de {practice}' },
        body: {
          en: 'Hello {name},\n\nour telephone lines are open from 8 in the morning. Please come ten minutes before your time.\n\n{practice}',
          es: 'Hola {name}:\n\nnuestras líneas de teléfono abren a las 8 de la mañana. Por favor llegue diez minutos antes de su hora.\n\n{practice}',
        },
      })
    }
  })
}
