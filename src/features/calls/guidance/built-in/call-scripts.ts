import type { z } from 'zod'
import type { scriptContent } from '../../contract-guidance-parts.ts'

const yesNo = (yes: string, no: string) => [
  { text: 'Yes', next: yes },
  { text: 'No', next: no },
]

/** What a practice begins with; every word can be changed, and says of itself that nobody here has approved it yet. */
export const builtInScripts: Readonly<Record<string, z.input<typeof scriptContent>>> = {
  'script-new-symptom': {
    name: 'New complaint',
    about: ['symptom', 'sick visit'],
    questions: [
      {
        key: 'now',
        text: 'Is anything so bad right now that you thought of calling 911?',
        answers: yesNo('emergency', 'since'),
      },
      {
        key: 'since',
        text: 'Since when have you had it?',
        answers: [
          { text: 'Since today or yesterday', next: 'worse' },
          { text: 'For some days', next: 'worse' },
          { text: 'For weeks or longer', next: 'week' },
        ],
      },
      { key: 'worse', text: 'Is it getting worse?', answers: yesNo('nurse', 'soon') },
    ],
    endings: [
      {
        key: 'emergency',
        say: 'Please call 911 now. I let our nurse know.',
        outcome: 'emergency',
        urgency: 'Emergency',
        visitType: '',
      },
      {
        key: 'nurse',
        say: 'I ask our nurse to call you within the hour.',
        outcome: 'message',
        urgency: 'Urgent',
        visitType: '',
      },
      {
        key: 'soon',
        say: 'Let us find you a time today or tomorrow.',
        outcome: 'booked',
        urgency: 'Today or tomorrow',
        visitType: 'Sick visit',
      },
      {
        key: 'week',
        say: 'Let us find you a time this week. If it gets worse, call us at once.',
        outcome: 'booked',
        urgency: 'This week',
        visitType: 'Follow-up',
      },
    ],
  },
  'script-refill': {
    name: 'Refill',
    about: ['refill'],
    questions: [
      {
        key: 'left',
        text: 'How many days does your supply still last?',
        answers: [
          { text: 'Nothing left', next: 'missed' },
          { text: 'One to three days', next: 'pharmacy' },
          { text: 'More than three days', next: 'pharmacy' },
        ],
      },
      {
        key: 'missed',
        text: 'Have you missed a dose, or do you feel unwell without it?',
        answers: yesNo('urgent', 'pharmacy'),
      },
      {
        key: 'pharmacy',
        text: 'Is it the same medicine, dose and pharmacy as last time?',
        answers: yesNo('usual', 'changed'),
      },
    ],
    endings: [
      {
        key: 'urgent',
        say: 'I pass this to our nurse now; expect a call within the hour.',
        outcome: 'message',
        urgency: 'Urgent',
        visitType: '',
      },
      {
        key: 'usual',
        say: 'I pass it on. Ask your pharmacy tomorrow afternoon.',
        outcome: 'message',
        urgency: 'Today',
        visitType: '',
      },
      {
        key: 'changed',
        say: 'Tell me the medicine, the dose and the pharmacy; I pass it on.',
        outcome: 'message',
        urgency: 'Today',
        visitType: '',
      },
    ],
  },
  'script-new-patient': {
    name: 'New patient',
    about: ['new patient'],
    questions: [
      {
        key: 'problem',
        text: 'Is there something that cannot wait for a first visit?',
        answers: yesNo('nurse', 'insured'),
      },
      { key: 'insured', text: 'Do you have insurance you want to use?', answers: yesNo('records', 'records') },
      { key: 'records', text: 'Can your former doctor send us your records?', answers: yesNo('book', 'book-bring') },
    ],
    endings: [
      {
        key: 'nurse',
        say: 'I ask our nurse to call you today. Let me take your number.',
        outcome: 'message',
        urgency: 'Today',
        visitType: '',
      },
      {
        key: 'book',
        say: 'Let us find a first visit. I send you the form for your records.',
        outcome: 'booked',
        urgency: '',
        visitType: 'New patient',
      },
      {
        key: 'book-bring',
        say: 'Let us find a first visit. Bring your medicines and what papers you have.',
        outcome: 'booked',
        urgency: '',
        visitType: 'New patient',
      },
    ],
  },
  'script-result': {
    name: 'Test result',
    about: ['result'],
    questions: [
      {
        key: 'who',
        text: 'Have two identifiers been checked, and is it the patient or somebody who may hear it?',
        answers: yesNo('worse', 'nobody'),
      },
      { key: 'worse', text: 'Do you feel worse since the test?', answers: yesNo('nurse', 'pass') },
    ],
    endings: [
      {
        key: 'nobody',
        say: 'I may not speak about it. Please let the patient call us.',
        outcome: 'answered',
        urgency: '',
        visitType: '',
      },
      {
        key: 'nurse',
        say: 'I ask our nurse to call you within the hour.',
        outcome: 'message',
        urgency: 'Urgent',
        visitType: '',
      },
      {
        key: 'pass',
        say: 'I ask the doctor to look at it; you hear from us by tomorrow noon.',
        outcome: 'message',
        urgency: 'Next day',
        visitType: '',
      },
    ],
  },
}
