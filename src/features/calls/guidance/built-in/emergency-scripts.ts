import type { z } from 'zod'
import type { emergencyContent } from '../../contract-guidance-parts.ts'

/** What a practice begins with; every word can be changed, and says of itself that nobody here has approved it yet. */
export const builtInEmergencies: Readonly<Record<string, z.input<typeof emergencyContent>>> = {
  'emergency-911': {
    name: 'Medical emergency: 911',
    steps: [
      {
        kind: 'say',
        text: 'This may be an emergency. Please hang up and call 911 now, or let somebody beside you call.',
      },
      {
        kind: 'do',
        text: 'If they cannot call: ask for the address and a call-back number, stay on the line, and have a colleague call 911.',
      },
      { kind: 'say', text: 'Do not drive yourself. Unlock the door, and sit or lie down where you can be found.' },
      { kind: 'alert', text: 'Alert the nurse or the doctor in the house.' },
      { kind: 'do', text: 'Stay on the line until help has arrived, or until they hang up to call 911.' },
    ],
  },
  'emergency-suicide': {
    name: 'Thoughts of suicide',
    steps: [
      { kind: 'say', text: 'I am glad you told me. I stay on the line with you.' },
      {
        kind: 'do',
        text: 'Ask where they are, whether somebody is with them, and for a call-back number. Do not leave them alone on the line.',
      },
      { kind: 'alert', text: 'Alert the nurse or the doctor in the house: somebody takes over the call now.' },
      {
        kind: 'say',
        text: 'If you are in danger now, we call 911 together. You can also call or text 988 at any hour.',
      },
      { kind: 'do', text: 'In danger now, or the line is cut: a colleague calls 911 with the address.' },
    ],
  },
  'emergency-poison': {
    name: 'Poisoning or overdose',
    steps: [
      {
        kind: 'say',
        text: 'If they are drowsy, have trouble breathing, have a seizure or do not wake up: call 911 now.',
      },
      {
        kind: 'say',
        text: 'If they are awake and well: call Poison Help, 1-800-222-1222. Have the bottle or package in your hand.',
      },
      { kind: 'do', text: 'Ask what it was, how much and when, and write it down. Do not advise them to vomit.' },
      { kind: 'alert', text: 'Alert the nurse or the doctor in the house.' },
      { kind: 'do', text: 'On purpose? Then go on as with thoughts of suicide, and stay on the line.' },
    ],
  },
}
