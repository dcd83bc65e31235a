const prefix = 'anteroom.key.'

/** A random key of 128 bits. Not crypto.randomUUID: that is missing where the desk reaches the server over plain http on a local network. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

// The body may name a patient, so only its fingerprint (53 bits, cyrb53) is kept; it need not be secret, only different.
function fingerprint(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

const placeOf = (name: string, body: string) => `${prefix}${name}.${fingerprint(body)}`

/** The key under which this command with this body travels until an answer comes. */
export function keepKey(name: string, body: string): string {
  const place = placeOf(name, body)
  const kept = sessionStorage.getItem(place)
  if (kept) return kept
  const key = freshKey()
  sessionStorage.setItem(place, key)
  return key
}

/** The command was answered: the next one with the same words is a new one. */
export function releaseKey(name: string, body: string): void {
  sessionStorage.removeItem(placeOf(name, body))
}
