// Which implementation guide a GS08 or ST03 names, and which functional group a set belongs in.

/** The addendum meant by a guide's bare name. Source: 45 CFR 162.1102 and following name these guides with their errata only. */
const addenda: Readonly<Record<string, string>> = {
  '005010X221': 'A1',
  '005010X222': 'A1',
  '005010X223': 'A2',
  '005010X224': 'A2',
  '005010X231': 'A1',
  '005010X279': 'A1',
}

/** The guide a version names, its addendum filled in where only the bare name was written: 005010X222 is 005010X222A1. */
export function guideVersion(text: string): string {
  const trimmed = text.trim()
  return trimmed + (addenda[trimmed] ?? '')
}

/** True for what a GS08 may hold: 005010, 005010X212, 005010X222A1, 004010X098A1. */
export const isVersion = (text: string): boolean => /^\d{6}(X\d{3}([A-Z]\d)?)?$/.test(text)

/** The functional identifier (GS01) of each transaction set (ST01). */
export const functionalIds: Readonly<Record<string, string>> = {
  '270': 'HS',
  '271': 'HB',
  '275': 'PI',
  '276': 'HR',
  '277': 'HN',
  '278': 'HI',
  '820': 'RA',
  '834': 'BE',
  '835': 'HP',
  '837': 'HC',
  '997': 'FA',
  '999': 'FA',
}
