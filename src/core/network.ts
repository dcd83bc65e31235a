/** The eight groups of an IPv6 address, or null if it is none. */
function groupsOf(address: string): number[] | null {
  let host: string
  try {
    host = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  } catch {
    return null
  }
  const [head = '', tail] = host.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...middle, ...right].map(group => Number.parseInt(group, 16))
}

/** Where a request comes from, as limits count it: an IPv4 address as it is, an IPv6 address by its /64, since one subscriber has all
 *  of that and could otherwise be somebody new at every request. An IPv4 address in IPv6 clothes counts as itself. */
export function networkOf(address: string): string {
  const plain = address.split('%')[0]!.toLowerCase()
  if (!plain.includes(':')) return plain
  const groups = groupsOf(plain)
  if (!groups) return plain
  if (groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff) {
    return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.')
  }
  return `${groups
    .slice(0, 4)
    .map(group => group.toString(16))
    .join(':')}::/64`
}
