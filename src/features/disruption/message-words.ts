import type { Said } from '../outreach/index.ts'

// What patients are told, in the fewest words: when and with whom, never why and never what for.

export type Told = { startsAt: string; zone: string; providerName: string; locationName: string; phone: string | null }

const locales = { en: 'en-US', es: 'es-US' } as const
type Spoken = keyof typeof locales

const when = (at: string, zone: string, language: Spoken) =>
  new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(at))

const clock = (at: string, zone: string, language: Spoken) =>
  new Intl.DateTimeFormat(locales[language], { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(
    new Date(at),
  )

const call = (phone: string | null, language: Spoken) =>
  phone
    ? { en: ` Not possible? Call ${phone}.`, es: ` ¿No le es posible? Llame al ${phone}.` }[language]
    : { en: ' Not possible? Please call us.', es: ' ¿No le es posible? Llámenos, por favor.' }[language]

const both = (say: (language: Spoken) => string): Said => ({ en: say('en'), es: say('es') })

type Message = { purpose: string; subject: Said; body: Said }

export const changedMessage = (old: Told, now: Told): Message => ({
  purpose: 'visit-changed',
  subject: { en: 'Your visit has a new time: {practice}', es: 'Su cita tiene una nueva hora: {practice}' },
  body: both(
    language =>
      ({
        en: `Hello {name}, we are sorry: your visit on ${when(old.startsAt, old.zone, 'en')} had to be changed. Now: ${when(now.startsAt, now.zone, 'en')}, ${now.providerName}, ${now.locationName}.`,
        es: `Hola {name}, lo sentimos: tuvimos que cambiar su cita del ${when(old.startsAt, old.zone, 'es')}. Ahora: ${when(now.startsAt, now.zone, 'es')}, ${now.providerName}, ${now.locationName}.`,
      })[language] + call(now.phone, language),
  ),
})

export const cancelledMessage = (old: Told): Message => ({
  purpose: 'visit-cancelled',
  subject: { en: 'Your visit cannot take place: {practice}', es: 'Su cita no puede realizarse: {practice}' },
  body: both(
    language =>
      ({
        en: `Hello {name}, we are sorry: your visit on ${when(old.startsAt, old.zone, 'en')} cannot take place. For a new time please call ${old.phone ?? 'us'}.`,
        es: `Hola {name}, lo sentimos: su cita del ${when(old.startsAt, old.zone, 'es')} no puede realizarse. Para una nueva hora, ${old.phone ? `llame al ${old.phone}` : 'llámenos, por favor'}.`,
      })[language],
  ),
})

export const restoredMessage = (visit: Told): Message => ({
  purpose: 'visit-restored',
  subject: { en: 'Your visit is as it was: {practice}', es: 'Su cita queda como estaba: {practice}' },
  body: both(
    language =>
      ({
        en: `Hello {name}, your visit can take place as first planned: ${when(visit.startsAt, visit.zone, 'en')}, ${visit.providerName}, ${visit.locationName}.`,
        es: `Hola {name}, su cita puede realizarse como estaba prevista: ${when(visit.startsAt, visit.zone, 'es')}, ${visit.providerName}, ${visit.locationName}.`,
      })[language] + call(visit.phone, language),
  ),
})

export const lateMessage = (visit: Told, expectedAt: string, minutes: number): Message => ({
  purpose: 'visit-late',
  subject: { en: 'Your visit starts later: {practice}', es: 'Su cita empieza más tarde: {practice}' },
  body: {
    en: `Hello {name}, we are running about ${minutes} minutes late today. Your visit at ${clock(visit.startsAt, visit.zone, 'en')} will start about ${clock(expectedAt, visit.zone, 'en')}.`,
    es: `Hola {name}, hoy llevamos unos ${minutes} minutos de retraso. Su cita de las ${clock(visit.startsAt, visit.zone, 'es')} empezará hacia las ${clock(expectedAt, visit.zone, 'es')}.`,
  },
})
