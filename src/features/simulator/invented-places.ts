// Where invented people live. None of these places is on a map.

export const streets = [
  'Sample Street',
  'Example Avenue',
  'Invented Lane',
  'Placeholder Road',
  'Specimen Court',
  'Fictional Way',
  'Pretend Place',
  'Model Drive',
] as const

export const towns = [
  ['Exampleville', 'NY', '10001'],
  ['Sampleton', 'NY', '10002'],
  ['Lakeside Example', 'NY', '10003'],
  ['Testing Falls', 'NY', '10004'],
] as const
