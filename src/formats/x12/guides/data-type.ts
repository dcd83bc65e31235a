/** The data types of the standard: text, code, number (decimal; whole; whole with two decimals implied), date, time, bytes. */
export type DataType = 'AN' | 'ID' | 'R' | 'N0' | 'N2' | 'DT' | 'TM' | 'B'

const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function digitsOnly(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return text.length > 0
}

/** A real day, CCYYMMDD (or YYMMDD, whose century is not told). */
export function isDate(text: string): boolean {
  if ((text.length !== 8 && text.length !== 6) || !digitsOnly(text)) return false
  const cut = text.length - 4
  const year = Number(text.slice(0, cut))
  const month = Number(text.slice(cut, cut + 2))
  const day = Number(text.slice(cut + 2))
  if (month < 1 || month > 12 || day < 1 || day > days[month - 1]!) return false
  if (month !== 2 || day < 29) return true
  return year % 4 === 0 && (text.length === 6 || year % 100 !== 0 || year % 400 === 0)
}

/** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
export function isTime(text: string): boolean {
  if (text.length !== 4 && (text.length < 6 || text.length > 8)) return false
  if (!digitsOnly(text) || Number(text.slice(0, 2)) > 23 || Number(text.slice(2, 4)) > 59) return false
  return text.length === 4 || Number(text.slice(4, 6)) <= 59
}

/** Whether a period is written as its format qualifier says; a format not known here is let pass. A range must not end before it begins. */
export function isPeriod(format: string, text: string): boolean {
  if (format === 'D8') return text.length === 8 && isDate(text)
  if (format === 'RD8')
    return (
      text.length === 17 &&
      text[8] === '-' &&
      isDate(text.slice(0, 8)) &&
      isDate(text.slice(9)) &&
      text.slice(0, 8) <= text.slice(9)
    )
  if (format === 'DT') return text.length === 12 && isDate(text.slice(0, 8)) && isTime(text.slice(8))
  if (format === 'TM') return text.length === 4 && isTime(text)
  return true
}

/** Characters that count against the length: of a number its digits only. */
export function countedLength(type: DataType, text: string): number {
  if (type !== 'R' && type !== 'N0' && type !== 'N2') return text.length
  let counted = text.length
  if (text.charCodeAt(0) === 45) counted--
  if (type === 'R' && text.includes('.')) counted--
  return counted
}

/** Whether a value that stands is of its type at all (its length is another matter). */
export function isOfType(type: DataType, text: string): boolean {
  switch (type) {
    case 'AN':
    case 'ID':
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (code < 32 || code > 126) return false
      }
      return true
    case 'N0':
    case 'N2':
      return digitsOnly(text.charCodeAt(0) === 45 ? text.slice(1) : text)
    case 'R': {
      let digits = 0
      let points = 0
      for (let at = text.charCodeAt(0) === 45 ? 1 : 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (code === 46) points++
        else if (code < 48 || code > 57) return false
        else digits++
      }
      return digits > 0 && points < 2
    }
    case 'DT':
      return isDate(text)
    case 'TM':
      return isTime(text)
    case 'B':
      return true
  }
}
