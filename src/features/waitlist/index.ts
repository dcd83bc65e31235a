// The front door for other features.
export { findFreed } from './find-freed.ts'
