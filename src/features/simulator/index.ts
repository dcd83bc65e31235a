export { loadDemoClinic } from './load-demo-clinic.ts'
export { demoPassword, type MadeClinic, makeClinic } from './make-clinic.ts'
