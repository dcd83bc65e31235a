export { loadDemoClinic } from './load-demo-clinic.ts'
export { demoPassword, makeClinic } from './make-clinic.ts'
export type { MadeClinic } from './making.ts'
