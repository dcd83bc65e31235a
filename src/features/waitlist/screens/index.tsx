// What the frame shows of the waitlist. The screens have their own doors.
export { WishRegion } from './wish-region.tsx'
