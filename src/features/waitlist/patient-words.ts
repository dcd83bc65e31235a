import type { Language } from '../outreach/index.ts'

const locale = { en: 'en-US', es: 'es-US' } as const

/** Day and time as a patient reads them: 'Tuesday, November 24, at 10:20 AM'. */
export function whenFor(language: Language, at: string, zone: string): string {
  const moment = new Date(at)
  const day = new Intl.DateTimeFormat(locale[language], {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: zone,
  })
  const time = new Intl.DateTimeFormat(locale[language], { hour: 'numeric', minute: '2-digit', timeZone: zone })
  return `${day.format(moment)}${language === 'en' ? ', at ' : ', a las '}${plain(time.format(moment))}`
}

/** A time of day alone: 'until 10:50 AM'. */
const clockFor = (language: Language, at: string, zone: string): string =>
  plain(
    new Intl.DateTimeFormat(locale[language], { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(
      new Date(at),
    ),
  )

// Mail programs and telephones show the narrow no-break space as a box now and then.
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ')

const both = (say: (language: Language) => string) => ({ en: say('en'), es: say('es') })

type About = { startsAt: string; zone: string; expiresAt: string; providerName: string; place: string }

/** What a patient is told about a time that came free. No kind of visit, no reason: an e-mail is read over shoulders. */
export function offerWords({ startsAt, zone, expiresAt, providerName, place }: About) {
  const when = both(language => whenFor(language, startsAt, zone))
  const until = both(language => clockFor(language, expiresAt, zone))
  return {
    subject: { en: 'An earlier time for you', es: 'Una hora más temprana para usted' },
    body: {
      en: `Hello {name},\n\na time has come free: ${when.en}, with ${providerName}, ${place}.\n\nWould you like it? Please answer by ${until.en} with the link below. If you do not answer, nothing changes for you.\n\n{practice}`,
      es: `Hola {name}:\n\nse ha liberado una hora: ${when.es}, con ${providerName}, ${place}.\n\n¿La quiere? Por favor responda antes de las ${until.es} con el enlace de abajo. Si no responde, nada cambia para usted.\n\n{practice}`,
    },
    text: {
      en: `{practice}: {name}, a time is free ${when.en}. Yes or no by ${until.en}:`,
      es: `{practice}: {name}, hay una hora libre ${when.es}. Sí o no antes de las ${until.es}:`,
    },
  }
}

/** Others were quicker. */
export function goneWords({ startsAt, zone }: Pick<About, 'startsAt' | 'zone'>) {
  const when = both(language => whenFor(language, startsAt, zone))
  return {
    subject: { en: 'The earlier time has been taken', es: 'La hora más temprana ya está ocupada' },
    body: {
      en: `Hello {name},\n\nthe time on ${when.en} has been taken meanwhile. You stay on our list, and we will write again when another time comes free. If you have a visit with us, it stays as it is.\n\n{practice}`,
      es: `Hola {name}:\n\nla hora del ${when.es} ya fue ocupada. Usted sigue en nuestra lista y le escribiremos cuando se libere otra. Si ya tiene una cita con nosotros, queda como está.\n\n{practice}`,
    },
    text: {
      en: `{practice}: the time ${when.en} has been taken. You stay on our list.`,
      es: `{practice}: la hora ${when.es} ya está ocupada. Usted sigue en nuestra lista.`,
    },
  }
}

/** The yes has been heard, and booked. */
export function bookedWords({ startsAt, zone, providerName, place }: Omit<About, 'expiresAt'>) {
  const when = both(language => whenFor(language, startsAt, zone))
  return {
    subject: { en: 'Your time is booked', es: 'Su hora está reservada' },
    body: {
      en: `Hello {name},\n\nyour time is booked: ${when.en}, with ${providerName}, ${place}. See you then.\n\n{practice}`,
      es: `Hola {name}:\n\nsu hora está reservada: ${when.es}, con ${providerName}, ${place}. Le esperamos.\n\n{practice}`,
    },
    text: {
      en: `{practice}: booked for ${when.en}. See you then.`,
      es: `{practice}: reservado para ${when.es}. Le esperamos.`,
    },
  }
}
