import { makeScanner, type Scanned } from './scan.ts'

/**
 * Reads the bytes of one FHIR file (a Bundle, one resource, or NDJSON) resource by resource. FHIR is UTF-8: other encodings are refused
 * as a whole, since a name read in the wrong one is a wrong name. A byte order mark is taken off.
 */
export async function* decode(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Scanned> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const scanner = makeScanner()
  let bytes = 0
  for await (const piece of pieces) {
    let text: string
    if (bytes === 0 && looksLikeUtf16(piece)) return yield notUtf8('is UTF-16; FHIR is UTF-8')
    try {
      text = decoder.decode(piece, { stream: true })
    } catch {
      return yield* notText(scanner, bytes)
    }
    bytes += piece.length
    yield* scanner.push(text)
  }
  try {
    yield* scanner.push(decoder.decode())
  } catch {
    return yield* notText(scanner, bytes)
  }
  yield* scanner.end()
}

function* notText(scanner: ReturnType<typeof makeScanner>, bytes: number): Generator<Scanned> {
  yield notUtf8(`is not UTF-8 somewhere after byte ${bytes}`)
  yield* scanner.end()
}

const notUtf8 = (message: string): Scanned => ({ kind: 'problem', problem: { path: '', code: 'not-utf8', message } })

function looksLikeUtf16(piece: Uint8Array): boolean {
  const [a, b] = piece
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0 && b === 0x7b) || (a === 0x7b && b === 0)
}
