/** The page behind an offer's link, in the languages messages are written in. {…} are holes. */
export const pageWords = {
  en: {
    language: 'Language',
    hello: 'Hello {name}',
    open: 'A time has come free for you:',
    with: 'with {name}',
    instead: 'It would take the place of your visit on {when}.',
    until: 'Please answer by {time}. If you do not, nothing changes for you.',
    yes: 'Yes, I will come',
    no: 'No, thank you',
    saidYes: 'It is booked. See you then!',
    saidNo: 'Thank you for telling us. You stay on our list, and we will write again when another time comes free.',
    gone: 'This time has been taken.',
    goneHint:
      'Somebody answered a little earlier. You stay on our list, and we will write again when another time comes free. A visit that you have with us stays as it is.',
    ended: 'The time to answer is over.',
    endedHint:
      'Nothing has changed for you, and you stay on our list. We will write again when another time comes free.',
    withdrawn: 'This time is not on offer any more.',
    withdrawnHint: 'We are sorry. Nothing has changed for you. Please call us if you have a question.',
    unknown: 'This link does not work.',
    unknownHint: 'Perhaps it was not copied whole. Please open it from our message again, or call us.',
    slow: 'Too many tries. Please wait a minute and open the link again.',
    offline: 'That did not get through. Please check your connection and try again.',
    call: 'Questions? Call {phone}.',
  },
  es: {
    language: 'Idioma',
    hello: 'Hola {name}',
    open: 'Se ha liberado una hora para usted:',
    with: 'con {name}',
    instead: 'Reemplazaría su cita del {when}.',
    until: 'Por favor responda antes de las {time}. Si no responde, nada cambia para usted.',
    yes: 'Sí, iré',
    no: 'No, gracias',
    saidYes: 'Está reservada. ¡Le esperamos!',
    saidNo: 'Gracias por avisarnos. Usted sigue en nuestra lista y le escribiremos cuando se libere otra hora.',
    gone: 'Esta hora ya está ocupada.',
    goneHint:
      'Alguien respondió un poco antes. Usted sigue en nuestra lista y le escribiremos cuando se libere otra hora. Si ya tiene una cita con nosotros, queda como está.',
    ended: 'El plazo para responder terminó.',
    endedHint: 'Nada ha cambiado para usted y sigue en nuestra lista. Le escribiremos cuando se libere otra hora.',
    withdrawn: 'Esta hora ya no está disponible.',
    withdrawnHint: 'Lo sentimos. Nada ha cambiado para usted. Llámenos si tiene alguna pregunta.',
    unknown: 'Este enlace no funciona.',
    unknownHint: 'Quizás no se copió completo. Ábralo otra vez desde nuestro mensaje, o llámenos.',
    slow: 'Demasiados intentos. Espere un minuto y abra el enlace otra vez.',
    offline: 'No se pudo enviar. Revise su conexión e inténtelo otra vez.',
    call: '¿Preguntas? Llame al {phone}.',
  },
} as const

export type PageLanguage = keyof typeof pageWords

/** A text with its hole filled. */
export const filled = (text: string, hole: string, value: string): string => text.replace(`{${hole}}`, value)

const locale = { en: 'en-US', es: 'es-US' } as const

/** 'Tuesday, November 24' and '10:20 AM' on the wall clock of the place. */
export const sayDay = (at: string, zone: string, language: PageLanguage): string =>
  new Intl.DateTimeFormat(locale[language], { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone }).format(
    new Date(at),
  )
export const sayClock = (at: string, zone: string, language: PageLanguage): string =>
  new Intl.DateTimeFormat(locale[language], { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(new Date(at))
