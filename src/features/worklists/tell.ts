import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { type Language, tellPatient } from '../outreach/index.ts'

// What patients are told, in English and Spanish. No text names a kind of visit: a screen at home is read by others.

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' }

/** "Wednesday, November 25, 9:00 AM" by the clock of a zone. */
const sayWhen = (at: string, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(at))

const both = (say: (language: Language) => string) => ({ en: say('en'), es: say('es') })

/** Asks whether the patient comes, with a link to say so. Returns the way it goes. */
export async function tellConfirm(
  ctx: Context,
  patient: Id<'patient'>,
  visit: { startsAt: string; zone: string },
  link: string,
): Promise<string> {
  const when = (language: Language) => sayWhen(visit.startsAt, visit.zone, language)
  const { how } = await tellPatient(ctx, {
    patient,
    purpose: 'confirm-visit',
    subject: both(language =>
      language === 'es' ? `¿Viene usted? ${when('es')}` : `Please confirm your visit: ${when('en')}`,
    ),
    body: both(language =>
      language === 'es'
        ? `Hola {name}:\n\nLe esperamos en {practice}: ${when('es')}.\n\nConfirme, o pida otra hora, aquí:`
        : `Hello {name},\n\nwe expect you at {practice}: ${when('en')}.\n\nPlease confirm, or ask for another time, here:`,
    ),
    text: both(language =>
      language === 'es' ? `{practice}: ${when('es')}. ¿Viene usted?` : `{practice}: ${when('en')}. Will you come?`,
    ),
    link,
    notAfter: Temporal.Instant.from(visit.startsAt),
    without: ['phone'],
  })
  return how
}

/** Tells that a visit asked for is booked. */
export async function tellAccepted(
  ctx: Context,
  patient: Id<'patient'>,
  visit: { startsAt: string; zone: string },
): Promise<void> {
  await tellPatient(ctx, {
    patient,
    purpose: 'request-accepted',
    subject: { en: 'Your visit is booked', es: 'Su cita está reservada' },
    body: both(language =>
      language === 'es'
        ? `Hola {name}:\n\nSu cita en {practice}: ${sayWhen(visit.startsAt, visit.zone, 'es')}.`
        : `Hello {name},\n\nyour visit at {practice} is booked: ${sayWhen(visit.startsAt, visit.zone, 'en')}.`,
    ),
    notAfter: Temporal.Instant.from(visit.startsAt),
  })
}

/** Proposes other times; the patient answers by telephone. Returns the way it goes. */
export async function tellProposed(
  ctx: Context,
  patient: Id<'patient'>,
  times: readonly string[],
  zone: string,
  note: string,
): Promise<string> {
  const list = (language: Language) => times.map(time => `- ${sayWhen(time, zone, language)}`).join('\n')
  const more = note ? `\n\n${note}` : ''
  const { how } = await tellPatient(ctx, {
    patient,
    purpose: 'request-proposal',
    subject: { en: 'About the visit you asked for', es: 'Sobre la cita que pidió' },
    body: both(language =>
      language === 'es'
        ? `Hola {name}:\n\nA la hora que pidió no hay lugar en {practice}. Le proponemos:\n${list('es')}\n\nLlámenos para decirnos cuál le conviene.${more}`
        : `Hello {name},\n\n{practice} has no room at the time you asked for. These would be possible:\n${list('en')}\n\nPlease call us to say which suits you.${more}`,
    ),
  })
  return how
}

/** Tells why a request was declined. */
export async function tellDeclined(ctx: Context, patient: Id<'patient'>, reason: string): Promise<void> {
  await tellPatient(ctx, {
    patient,
    purpose: 'request-declined',
    subject: { en: 'About the visit you asked for', es: 'Sobre la cita que pidió' },
    body: both(language =>
      language === 'es'
        ? `Hola {name}:\n\n{practice} no pudo reservar la cita que pidió: ${reason}`
        : `Hello {name},\n\n{practice} could not book the visit you asked for: ${reason}`,
    ),
  })
}
