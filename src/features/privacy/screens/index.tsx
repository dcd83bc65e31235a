// What other features show of privacy.
export { WhoLooked } from './who-looked.tsx'
