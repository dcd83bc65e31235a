// The front door for other features.
export { taken as workTaken } from './contract.ts'
export { releaseItem } from './release-item.ts'
export { takeItem } from './take-item.ts'
