import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** How many rows wait on each list: one question for all tabs. */
export const listCounts = query(contract.listCounts, async ctx => {
  const rows = await ctx.sql<{ list: contract.ListName; due: number; waiting: number }>`
    select i.list, count(*) filter (where not i.waiting) as due, count(*) filter (where i.waiting) as waiting
      from worklists.standing_rows(null, ${ctx.now.toString()}::timestamptz, false) i
     group by i.list`
  const of = (list: contract.ListName) => {
    const row = rows.find(one => one.list === list)
    return { due: row?.due ?? 0, waiting: row?.waiting ?? 0 }
  }
  return {
    confirm: of('confirm'),
    recall: of('recall'),
    rebook: of('rebook'),
    orders: of('orders'),
    requests: of('requests'),
  }
})
