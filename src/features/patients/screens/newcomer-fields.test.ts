import { expect, it } from 'vitest'
import { fieldsFrom } from './newcomer-fields.ts'

const from = (text: string, phone = '') => {
  const { family, given, birthDate, phone: number, email } = fieldsFrom({ text, phone, call: null })
  return [given, family, birthDate, number, email].filter(Boolean).join('|')
}

it('fills the fields with what a search had', () => {
  expect(from('jane doe')).toBe('Jane|Doe')
  expect(from('Doe, Jane')).toBe('Jane|Doe')
  expect(from('doe')).toBe('Doe')
  expect(from('jane doe 4/12/71')).toBe('Jane|Doe|4/12/71')
  expect(from('12 apr 1971 jane doe')).toBe('Jane|Doe|12 apr 1971')
  expect(from('doe 212 555 0142')).toBe('Doe|212 555 0142')
  expect(from('jane (212) 555-0142 doe')).toBe('Jane|Doe|(212) 555-0142')
  expect(from('jane@example.org jane doe')).toBe('Jane|Doe|jane@example.org')
})

it('keeps what belongs to a family name together, and capitals as they were written', () => {
  expect(from('camila de la cruz')).toBe('Camila|de la Cruz')
  expect(from('Ana María McDonald')).toBe('Ana María|McDonald')
  expect(from("seán o'neill-park")).toBe("Seán|O'Neill-Park")
})

it('takes the number of the call before one that was typed', () => {
  expect(from('jane doe', '+12125550163')).toBe('Jane|Doe|(212) 555-0163')
  expect(from('', '+12125550163')).toBe('(212) 555-0163')
})

it('leaves figures that are nothing known out of the name', () => {
  expect(from('jane doe 0142')).toBe('Jane|Doe')
})
