import type { z } from 'zod'
import type { emergencyContent } from '../../contract.ts'

type Steps = z.output<typeof emergencyContent>['steps']

/** The lines of a text field that have something in them. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

const signs = { say: 'Say', do: 'Do', alert: 'Alert' } as const

/** Steps as they stand in a text field, a line each. */
export const textOfSteps = (steps: Steps): string => steps.map(step => `${signs[step.kind]}: ${step.text}`).join('\n')

/** The steps written in a text field; or the number of the first line, from 1, that begins with none of the three words. */
export function stepsOfText(text: string): Steps | number {
  const steps: Steps = []
  for (const [n, line] of linesOf(text).entries()) {
    const found = /^(say|do|alert)\s*:\s*(.+)$/i.exec(line)
    if (!found) return n + 1
    steps.push({ kind: found[1]!.toLowerCase() as Steps[number]['kind'], text: found[2]! })
  }
  return steps
}
