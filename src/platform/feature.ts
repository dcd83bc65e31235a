import type { z } from 'zod'
import type { CommandContract, Contract, QueryContract } from '../core/contract.ts'
import type { RefusalType } from '../core/refusal.ts'
import type { App, Context, OpenRequest } from './context.ts'

export type {
  CommandOperation,
  Feature,
  Hook,
  Job,
  OpenOperation,
  OpenRequest,
  Operation,
  OutsideJob,
  Page,
  PatientCarrier,
  QueryOperation,
  Standing,
} from './context.ts'

/** A command: contract, which database constraints mean which refusal, and the deed itself. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  contract: CommandContract<I, O>,
  deed: {
    constraints?: Readonly<Record<string, RefusalType>>
    steadyPlans?: boolean
    run(ctx: Context, input: z.output<I>): Promise<z.input<O>>
  },
) {
  return { contract, constraints: deed.constraints ?? {}, steadyPlans: deed.steadyPlans ?? false, run: deed.run }
}

/** A query: contract and the question. Every patient in the answer is to be named through ctx.concerns. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  contract: QueryContract<I, O>,
  run: (ctx: Context, input: z.output<I>) => Promise<z.input<O>>,
) {
  return { contract, run }
}

/** An operation for people who are not signed in yet. */
export function openOperation<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract & { input: I; output: O },
  open: (app: App, input: z.output<I>, request: OpenRequest) => Promise<z.input<O>>,
) {
  return { contract, open }
}
