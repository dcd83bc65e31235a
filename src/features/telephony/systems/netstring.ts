/** Cuts a stream of netstrings, `<length>:<bytes>,`, into their contents. Lengths count bytes and chunks end anywhere, also in the middle of a
 *  letter. Throws when the stream is something else; after that it must not be fed again. */
export function netstringReader(most_bytes = 1_000_000): (chunk: Buffer) => Buffer[] {
  let held: Buffer = Buffer.alloc(0)
  return chunk => {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    const found: Buffer[] = []
    for (;;) {
      const colon = held.subarray(0, 8).indexOf(0x3a)
      if (colon < 0) {
        if (held.length >= 8 || !/^\d*$/.test(held.toString('latin1'))) throw new NotNetstring()
        return found
      }
      const digits = held.toString('latin1', 0, colon)
      const length = Number(digits)
      if (!/^(0|[1-9]\d*)$/.test(digits) || length > most_bytes) throw new NotNetstring()
      const end = colon + 1 + length
      if (held.length <= end) return found
      if (held[end] !== 0x2c) throw new NotNetstring()
      found.push(held.subarray(colon + 1, end))
      held = held.subarray(end + 1)
    }
  }
}

export class NotNetstring extends Error {
  constructor() {
    super('not a stream of netstrings')
    this.name = 'NotNetstring'
  }
}
