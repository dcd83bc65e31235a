import { expect, it } from 'vitest'
import { stepsOfText, textOfSteps } from './line-text.ts'

it('steps go into a text and come out the same', () => {
  const steps = [
    { kind: 'say' as const, text: 'Call 911: now.' },
    { kind: 'alert' as const, text: 'Nurse' },
  ]
  expect(stepsOfText(textOfSteps(steps))).toEqual(steps)
  expect(stepsOfText('\n DO :wait \n\n')).toEqual([{ kind: 'do', text: 'wait' }])
})

it('a line that is no step is named', () => {
  expect(stepsOfText('Say: a\nJust words')).toBe(2)
  expect(stepsOfText('Say:')).toBe(1)
})
