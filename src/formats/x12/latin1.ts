// One character for one byte (ISO 8859-1): whatever a file holds, its bytes come back, and a position in the text is a position in the file.
// `TextDecoder('latin1')` is not that: it means windows-1252. `readableText` in element.ts turns such raw text into what a person reads.
const ascii = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const block = 4096

/** Bytes as text, each byte the character of its number. Plain ASCII takes the fast way: as UTF-8 it is as long as its bytes, nothing else is. */
export function latin1Text(bytes: Uint8Array): string {
  try {
    const text = ascii.decode(bytes)
    if (text.length === bytes.length) return text
  } catch {
    // Not UTF-8 either: byte by byte below.
  }
  let text = ''
  for (let at = 0; at < bytes.length; at += block) {
    text += String.fromCharCode(...bytes.subarray(at, at + block))
  }
  return text
}

/** The same text, cut loose: an engine keeps the whole of a text alive as long as a piece of it is kept, here 64 KB for a control number. */
export const detached = (text: string): string => text.split('').join('')

/** The bytes of such text. Throws a RangeError on a character above 255, which no byte of a file can have given. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 255) throw new RangeError(`character ${code} is not one byte`)
    bytes[at] = code
  }
  return bytes
}
