export { OneVoicemail } from './one-voicemail.tsx'
