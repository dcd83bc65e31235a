import { plainName } from '../../core/names.ts'

// Words of a reason that a nurse should hear of at once. A short list of our own, English and Spanish; it advises, it decides nothing, and a
// reason without any of them says nothing about how ill somebody is.

const flags: readonly { flag: string; words: readonly string[] }[] = [
  {
    flag: 'chest pain',
    words: ['chest pain', 'chest pressure', 'chest tightness', 'heart attack', 'dolor de pecho', 'dolor en el pecho'],
  },
  {
    flag: 'breathing',
    words: [
      'cannot breathe',
      'cant breathe',
      'can not breathe',
      'short of breath',
      'shortness of breath',
      'trouble breathing',
      'difficulty breathing',
      'choking',
      'no puedo respirar',
      'falta de aire',
      'no puede respirar',
    ],
  },
  {
    flag: 'stroke signs',
    words: [
      'stroke',
      'face droop',
      'facial droop',
      'slurred speech',
      'sudden weakness',
      'one side numb',
      'derrame cerebral',
    ],
  },
  {
    flag: 'bleeding',
    words: [
      'heavy bleeding',
      'bleeding heavily',
      'wont stop bleeding',
      'coughing blood',
      'vomiting blood',
      'blood in vomit',
      'sangrado fuerte',
      'sangra mucho',
    ],
  },
  {
    flag: 'unconscious',
    words: ['passed out', 'unconscious', 'fainted', 'collapsed', 'unresponsive', 'desmayo', 'inconsciente'],
  },
  { flag: 'seizure', words: ['seizure', 'convulsion', 'convulsions', 'fitting', 'convulsiones'] },
  {
    flag: 'severe allergy',
    words: [
      'anaphylaxis',
      'anaphylactic',
      'throat closing',
      'tongue swelling',
      'swollen tongue',
      'severe allergic reaction',
      'alergia grave',
    ],
  },
  {
    flag: 'self-harm',
    words: [
      'suicidal',
      'suicide',
      'kill myself',
      'kill himself',
      'kill herself',
      'self harm',
      'overdose',
      'suicidio',
      'sobredosis',
    ],
  },
  {
    flag: 'newborn',
    words: ['newborn fever', 'baby not breathing', 'limp baby', 'blue baby', 'recien nacido con fiebre'],
  },
  {
    flag: 'pregnancy',
    words: ['pregnant bleeding', 'pregnant and bleeding', 'in labor', 'water broke', 'embarazada sangrando'],
  },
  { flag: 'worst headache', words: ['worst headache', 'thunderclap headache', 'stiff neck and fever'] },
  { flag: 'head injury', words: ['hit head', 'head injury', 'concussion', 'golpe en la cabeza'] },
]

/** The flags whose words stand in a text, each once. Whole words only: "stroked" is no stroke. */
export function redFlags(text: string): string[] {
  const plain = ` ${plainName(text)} `
  return flags.filter(({ words }) => words.some(word => plain.includes(` ${word} `))).map(({ flag }) => flag)
}
