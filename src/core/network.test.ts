import { expect, it } from 'vitest'
import { networkOf } from './network.ts'

it('counts an IPv4 address as itself, also in IPv6 clothes', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('::FFFF:c000:0207')).toBe('192.0.2.7')
})

it('counts IPv6 addresses of one subscriber as one, whatever their writing', () => {
  const one = networkOf('2001:db8:1:2::1')
  expect(one).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:0DB8:0001:0002:ffff:ffff:ffff:ffff')).toBe(one)
  expect(networkOf('2001:db8:1:2:0:0:0:9%eth0')).toBe(one)
  expect(networkOf('2001:db8:1:3::1')).not.toBe(one)
})

it('leaves what is no address as it is', () => {
  expect(networkOf('')).toBe('')
  expect(networkOf('::zz')).toBe('::zz')
})
