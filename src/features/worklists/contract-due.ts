import { z } from 'zod'
import { queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

export const patientRecalls = queryContract({
  name: 'worklists.patient-recalls',
  summary:
    'What is due for one patient by follow-up or recall rule, booked by nobody yet, wherever it waits: to be offered while they are on the telephone.',
  roles: [...part.desk, 'biller'],
  input: z.object({ patient: part.patientId }),
  output: z.object({
    recalls: z.array(z.object({ visitType: part.visitTypeId.nullable(), what: z.string(), dueOn: z.string() })),
  }),
  refreshedBy: part.listEvents,
})
