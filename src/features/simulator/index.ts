export { type DemoSignIn, loadDemoClinic } from './load-demo-clinic.ts'
export { type ClinicAsk, demoPassword, type MadeClinic, makeClinic } from './make-clinic.ts'
