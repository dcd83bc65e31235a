import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { addExtension } from '../setting-up/add-extension.ts'
import { myPhone } from './my-phone.ts'
import { removeSoftphone } from './remove-softphone.ts'
import { setSoftphone } from './set-softphone.ts'
import { sipCredentials } from './sip-credentials.ts'
import { softphoneAddresses } from './softphone-addresses.ts'
import { softphoneSetting } from './softphone-setting.ts'

const world = await openWorld()
const desk = world.as('secretary')
const manager = world.as('manager')
const exchange = {
  wsUrl: 'wss://phone.example.org:8443/sip',
  domain: 'phone.example.org',
  secret: 'testing-sip-secret-0001',
}
const sha1 = (secret: string, text: string) => createHmac('sha1', secret).update(text).digest('base64')

describe('a telephone in the browser', () => {
  it('gets no password without an extension, nor without an exchange', async () => {
    await expect(desk.do(sipCredentials, {})).rejects.toMatchObject({ code: 'telephony.no-extension' })
    await manager.do(addExtension, { number: '101', staff: desk.caller.staff! })
    await expect(desk.do(sipCredentials, {})).rejects.toMatchObject({ code: 'telephony.no-softphone' })
    expect(await desk.do(myPhone, {})).toEqual({ extension: '101', softphone: false })
  })

  it('needs the secrets it is to make passwords of, and writes nothing without them', async () => {
    const { secret: _, ...bare } = exchange
    await expect(manager.do(setSoftphone, bare)).rejects.toMatchObject({ code: 'telephony.sip-secret-missing' })
    const relays = { ...exchange, turnUrls: ['turn:phone.example.org:3478?transport=udp'] }
    await expect(manager.do(setSoftphone, relays)).rejects.toMatchObject({ code: 'telephony.relay-secret-missing' })
    expect(await manager.do(softphoneSetting, {})).toEqual({ softphone: null })
    for (const wsUrl of ['https://phone.example.org', 'wss://a b', "wss://a; script-src 'unsafe-inline'"])
      await expect(manager.do(setSoftphone, { ...exchange, wsUrl })).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('gets a password of five minutes for its own extension, and nobody ever reads the secrets', async () => {
    await manager.do(setSoftphone, {
      ...exchange,
      stunUrls: ['stun:phone.example.org:3478'],
      turnUrls: ['turn:phone.example.org:3478?transport=udp'],
      turnSecret: 'testing-turn-secret-01',
    })
    const keys = await desk.do(sipCredentials, {})
    const now_s = world.clock.now().epochMilliseconds / 1000
    expect(keys).toMatchObject({
      wsUrl: exchange.wsUrl,
      extension: '101',
      user: `${now_s + 300}:101`,
      livesSeconds: 300,
    })
    expect(keys.password).toBe(sha1(exchange.secret, keys.user))
    const [stun, turn] = keys.iceServers
    expect(stun).toEqual({ urls: ['stun:phone.example.org:3478'] })
    expect(turn!.credential).toBe(sha1('testing-turn-secret-01', turn!.username!))
    const told = JSON.stringify([await manager.do(softphoneSetting, {}), await desk.do(myPhone, {})])
    const kept = await world.asOwner('select * from telephony.softphone')
    const audit = await world.asOwner(`select * from platform.audit_line where deed like 'telephony.%'`)
    for (const text of [told, JSON.stringify(kept), JSON.stringify(audit)])
      for (const hidden of [exchange.secret, 'testing-turn-secret-01', keys.password])
        expect(text).not.toContain(hidden)
  })

  it('keeps the secrets when only the address changes', async () => {
    await manager.do(setSoftphone, { wsUrl: 'wss://new.example.org/sip', domain: 'new.example.org' })
    const keys = await desk.do(sipCredentials, {})
    expect(keys.password).toBe(sha1(exchange.secret, keys.user))
    expect(keys.iceServers).toHaveLength(2)
    expect(await softphoneAddresses(world.app)).toEqual(['wss://new.example.org'])
  })

  it('switched off it gives no passwords and pages connect nowhere; switched on again it needs no secret', async () => {
    const address = { wsUrl: 'wss://new.example.org/sip', domain: 'new.example.org' }
    await manager.do(setSoftphone, { ...address, active: false })
    await expect(desk.do(sipCredentials, {})).rejects.toMatchObject({ code: 'telephony.no-softphone' })
    expect(await desk.do(myPhone, {})).toEqual({ extension: '101', softphone: false })
    expect(await softphoneAddresses(world.app)).toEqual([])
    expect((await manager.do(softphoneSetting, {})).softphone).toMatchObject({ ...address, active: false })
    // What is left out stays: it is still off.
    await manager.do(setSoftphone, address)
    expect(await desk.do(myPhone, {})).toMatchObject({ softphone: false })
    await manager.do(setSoftphone, { ...address, active: true })
    expect((await desk.do(sipCredentials, {})).extension).toBe('101')
  })

  it('is of this practice alone, and gone when it is taken away', async () => {
    const neighbour = await world.neighbour()
    expect(await neighbour.as('manager').do(softphoneSetting, {})).toEqual({ softphone: null })
    await manager.do(removeSoftphone, {})
    await expect(desk.do(sipCredentials, {})).rejects.toMatchObject({ code: 'telephony.no-softphone' })
    expect(await manager.do(removeSoftphone, {})).toEqual({ removed: false })
  })
})
