import type { z } from 'zod'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requirePatient } from './require-patient.ts'

type Order = z.input<typeof contract.patientOrders.output>['orders'][number]

/** A patient's orders; where each stands is what its visit says. */
export const patientOrders = query(contract.patientOrders, async (ctx, input) => {
  const patient = await requirePatient(ctx, input.patient)
  ctx.concerns([input.patient, patient])
  const orders = await ctx.sql<Order>`
    select o.id, o.kind, o.title, o.earliest, o.latest,
           case when a.state = 'checked-out' then 'done'
                when a.state not in ('cancelled', 'no-show') then 'scheduled'
                when w.state = 'closed' then 'closed' else 'to-schedule' end as state,
           a.id as appointment, a.starts_at as "startsAt"
      from worklists.visit_order o
      left join schedule.appointment a on a.practice_id = o.practice_id and a.id = o.appointment_id
      left join worklists.work_item w on w.practice_id = o.practice_id and w.list = 'orders' and w.id = o.id
     where o.practice_id = ${ctx.practice}::uuid and o.patient_id = ${patient}::uuid
     order by o.latest, o.id`
  return { orders }
})
