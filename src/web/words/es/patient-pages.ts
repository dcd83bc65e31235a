import type { patientPages } from '../en/patient-pages.ts'

/** The same in Spanish. */
export const patientPagesEs: typeof patientPages = {
  language: 'Idioma',
  confirm: {
    title: 'Su cita',
    at: '{day}, {time}',
    come: 'Sí, iré',
    move: 'Necesito otra hora',
    confirmed: 'Gracias. Le esperamos.',
    moveAsked: 'Gracias. Le llamaremos para encontrar otra hora.',
    gone: 'Este enlace ya no sirve',
    goneHint: 'La cita ya pasó, cambió, o el enlace no está completo. Llame al consultorio, por favor.',
    offline: 'No se pudo enviar. Revise su conexión e inténtelo otra vez.',
    call: '¿Preguntas? Llame al {phone}.',
  },
}
