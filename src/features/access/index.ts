export { createTokenAsOperator } from './operator.ts'
