import { expect, it } from 'vitest'
import { addressee } from './addressee.ts'

const people = [
  { id: 'lee', name: 'Dana Lee, MD' },
  { id: 'ortiz', name: 'Luz Ortiz, NP' },
  { id: 'okafor', name: 'Chidi Okafor' },
  { id: 'muñoz', name: 'José Muñoz' },
]

it('finds whom a message names at its start', () => {
  expect(addressee('lee: refill metformin', people)).toEqual({ id: 'lee', rest: 'refill metformin' })
  expect(addressee('Dana Lee: call back', people)).toEqual({ id: 'lee', rest: 'call back' })
  expect(addressee('munoz: two\nlines', people)).toEqual({ id: 'muñoz', rest: 'two\nlines' })
  expect(addressee('lu: x', people)).toEqual({ id: 'ortiz', rest: 'x' })
})

it('leaves a text alone that names nobody, or more than one', () => {
  for (const text of ['', 'lee', 'lee:', 'lee:no space', 'note: call her', 'o: two begin so', 'Please: lee: x']) {
    expect([text, addressee(text, people)]).toEqual([text, null])
  }
  expect(addressee('md: x', [...people, { id: 'roe', name: 'Ann Roe, MD' }])).toBeNull()
})
