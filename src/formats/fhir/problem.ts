/** What is wrong, and exactly where: `entry[3].resource.birthDate`. */
export type Problem = {
  path: string
  code:
    | 'not-utf8'
    | 'not-json'
    | 'cut-off'
    | 'too-deep'
    | 'too-large'
    | 'too-many'
    | 'not-fhir'
    | 'wrong-type'
    | 'missing'
    | 'bad-value'
  message: string
}
