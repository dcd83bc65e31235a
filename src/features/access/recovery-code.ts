import { createHash, randomBytes } from 'node:crypto'

// No i, l, o, u, 0 and 1: these codes are copied from paper.
const letters = 'abcdefghjkmnpqrstvwxyz23456789'

/** A new recovery code of 16 signs (78 bits), in groups of four. */
export function newRecoveryCode(): string {
  let code = ''
  while (code.length < 16) {
    // Bytes beyond the last whole multiple would make the first letters likelier.
    for (const byte of randomBytes(16)) if (byte < 240 && code.length < 16) code += letters[byte % letters.length]
  }
  return code.match(/.{4}/g)!.join('-')
}

/** How a recovery code is stored: it is random enough that a plain hash cannot be guessed back. Dashes, blanks and capitals do not count. */
export const recoveryCodeHash = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest()
