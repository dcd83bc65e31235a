import type { Job } from '../../../platform/feature.ts'

/** When a cover begins or ends: tells browsers that lists are stale. Told once too often it harms nobody. */
export const tellCover: Job = {
  task: 'calls.tell-cover',
  async run(ctx, payload) {
    ctx.emit('calls.cover-changed', { cover: payload.cover })
  },
}
