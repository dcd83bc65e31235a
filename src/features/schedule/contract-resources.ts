import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

const manager = ['manager'] as const
const everyone = ['secretary', 'biller', 'provider', 'manager'] as const
const retiredToo = z
  .boolean()
  .default(false)
  .meta({ description: 'Show retired ones too', examples: [false] })
const retired = z
  .boolean()
  .optional()
  .meta({ description: 'No longer in use', examples: [false] })

const device = z.object({
  id: part.deviceId,
  location: part.locationId,
  name: z.string(),
  kind: z.string(),
  retired: z.boolean(),
})
const deviceName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .meta({ description: 'Name of the device', examples: ['Ultrasound 1'] })
const deviceKind = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .meta({ description: 'What kind it is: visit types ask for a kind', examples: ['Ultrasound'] })

export const listDevices = queryContract({
  name: 'schedule.list-devices',
  summary: 'Devices that visits may need, by location.',
  roles: everyone,
  input: z.object({ location: part.locationId.optional(), retired: retiredToo }),
  output: z.object({ devices: z.array(device) }),
  refreshedBy: ['schedule.resource-changed'],
})

export const addDevice = commandContract({
  name: 'schedule.add-device',
  summary: 'Adds a device of a location.',
  roles: manager,
  input: z.object({ location: part.locationId, name: deviceName, kind: deviceKind }),
  output: device,
  refusals: [part.deviceExists],
})

export const changeDevice = commandContract({
  name: 'schedule.change-device',
  summary: 'Changes a device, retires it or brings it back. A device stays at its location.',
  roles: manager,
  input: z.object({
    device: part.deviceId,
    name: deviceName.optional(),
    kind: deviceKind.optional(),
    retired,
  }),
  output: device,
  refusals: [part.deviceExists],
})

const pool = z.object({
  id: part.poolId,
  name: z.string(),
  members: z.array(part.providerId),
  retired: z.boolean(),
})
const poolName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .meta({ description: 'Name of the pool', examples: ['Red team'] })
const members = z
  .array(part.providerId)
  .max(500)
  .meta({
    description: 'Providers any of whom may stand in for another',
    examples: [['0192d3a0-0000-7000-8000-000000000001']],
  })

export const listPools = queryContract({
  name: 'schedule.list-pools',
  summary: 'Pools of providers one may stand in for another, with their members.',
  roles: everyone,
  input: z.object({ retired: retiredToo }),
  output: z.object({ pools: z.array(pool) }),
  refreshedBy: ['schedule.resource-changed'],
})

export const addPool = commandContract({
  name: 'schedule.add-pool',
  summary: 'Adds a pool of providers.',
  roles: manager,
  input: z.object({ name: poolName, members: members.default([]) }),
  output: pool,
  refusals: [part.poolExists],
})

export const changePool = commandContract({
  name: 'schedule.change-pool',
  summary: 'Changes the name or the members of a pool, retires it or brings it back.',
  roles: manager,
  input: z.object({ pool: part.poolId, name: poolName.optional(), members: members.optional(), retired }),
  output: pool,
  refusals: [part.poolExists],
})
