/** Prefix that makes an NPI a card number for the Luhn check: 80 (health) and 840 (United States). Source: CMS, "Requirements for
 *  NPI and NPI Check Digit". */
const PREFIX = '80840'

/** The Luhn sum (ISO/IEC 7812-1, annex B) of a string of digits, its last one being the check digit. */
function luhn(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum
}

/** True for a National Provider Identifier: ten digits, the first 1 (person) or 2 (organisation), the last one fitting the rest. */
export const isNpi = (text: string): boolean => /^[12]\d{9}$/.test(text) && luhn(PREFIX + text) % 10 === 0
