/** One message of FreeSWITCH's event socket: headers, and a body where Content-Length says so. */
export type SocketMessage = { headers: ReadonlyMap<string, string>; body: string }

const mostHeaders_bytes = 16_384
const mostBody_bytes = 4_000_000

/** Cuts the stream of FreeSWITCH's event socket into messages: header lines, an empty line, and Content-Length bytes. Chunks end anywhere.
 *  Throws when the stream is something else. */
export function eventSocketReader(): (chunk: Buffer) => SocketMessage[] {
  let held: Buffer = Buffer.alloc(0)
  return chunk => {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    const found: SocketMessage[] = []
    for (;;) {
      // Empty lines between messages mean nothing.
      while (held[0] === 0x0a) held = held.subarray(1)
      const end = held.indexOf('\n\n')
      if (end < 0) {
        if (held.length > mostHeaders_bytes) throw new Error('headers without an end')
        return found
      }
      const headers = headersOf(held.toString('utf8', 0, end))
      const length = Number(headers.get('content-length') ?? 0)
      if (!Number.isSafeInteger(length) || length < 0 || length > mostBody_bytes)
        throw new Error('a length that cannot be')
      const from = end + 2
      if (held.length < from + length) return found
      found.push({ headers, body: held.toString('utf8', from, from + length) })
      held = held.subarray(from + length)
    }
  }
}

function headersOf(text: string): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0) throw new Error('a line that is no header')
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return headers
}
