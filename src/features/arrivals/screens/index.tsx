// What the flow board shows of arrivals beside its stages.
export { WalkInPanel } from './walk-in-panel.tsx'
