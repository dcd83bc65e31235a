import type { Context } from '../../platform/context.ts'
import { type Kind, kinds, sources } from './contract-sources.ts'

/** The kinds that who asks may see: those whose own question they may ask. */
export const allowedKinds = (ctx: Context): Kind[] =>
  kinds.filter(kind => sources.some(source => source.kind === kind && ctx.may(source.needs.name)))
