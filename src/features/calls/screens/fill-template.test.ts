import { expect, it } from 'vitest'
import { fillTemplate } from './fill-template.ts'

it('fills what is known and leaves the rest to be seen', () => {
  expect(fillTemplate('{patient} asks {provider} by {date}', { patient: 'Jane Testing', provider: null })).toBe(
    'Jane Testing asks {provider} by {date}',
  )
  expect(fillTemplate('{patient}, {patient}: {none}', { patient: '{me}', me: 'x' })).toBe('{me}, {me}: {none}')
})
