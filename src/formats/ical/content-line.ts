const widest_octets = 75
const octets = new TextEncoder()

/** A value of type TEXT (RFC 5545, 3.3.11): backslash, semicolon, comma and line ends escaped; other control characters have no place in it.
 *  A lone half of a surrogate pair becomes U+FFFD: it is no character. */
export function text(value: string): string {
  return (
    value
      .toWellFormed()
      .replace(/\\/g, '\\\\')
      .replace(/;/g, '\\;')
      .replace(/,/g, '\\,')
      .replace(/\r\n|\r|\n/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are meant
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

/** An instant as UTC date-time to the second: 20261124T150700Z. */
export function dateTime(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}

/** One property, folded into lines of 75 octets at most (3.1); never inside a character, so that each line is valid UTF-8 by itself. */
export function contentLine(name: string, value: string): string {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const sign of `${name}:${value}`) {
    const size = octets.encode(sign).length
    if (used + size > widest_octets) {
      lines.push(line)
      // The space that begins a continued line counts.
      line = ' '
      used = 1
    }
    line += sign
    used += size
  }
  return [...lines, line].join('\r\n')
}
