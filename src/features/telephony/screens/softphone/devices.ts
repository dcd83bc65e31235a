/** What a person uses at this computer: null is the computer's usual one. */
export type Devices = {
  microphone: string | null
  speaker: string | null
  /** Where it rings: mostly the loudspeaker, while one talks through a headset. */
  ringer: string | null
  loudness: Loudness
}

export const loudnesses = ['off', 'quiet', 'middle', 'loud'] as const
/** How loud it rings here. */
export type Loudness = (typeof loudnesses)[number]

const usual: Devices = { microphone: null, speaker: null, ringer: null, loudness: 'middle' }
const place = (staff: string) => `anteroom.phone.devices.${staff}`

/** What this person chose here. Kept in the browser: the devices belong to the computer. */
export function keptDevices(staff: string): Devices {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(place(staff)) ?? '{}') as Partial<Devices>) }
  } catch {
    return usual
  }
}

export function keepDevices(staff: string, devices: Devices): void {
  localStorage.setItem(place(staff), JSON.stringify(devices))
}

export type DeviceHere = { id: string; name: string }

/** The microphones and speakers of this computer. Browsers tell their names only once the microphone was allowed: it is asked for and let
 *  go at once. Rejects when the person or the browser denies it. */
export async function devicesHere(): Promise<{ microphones: DeviceHere[]; speakers: DeviceHere[] }> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  for (const track of stream.getTracks()) track.stop()
  const all = await navigator.mediaDevices.enumerateDevices()
  const of = (kind: MediaDeviceKind) =>
    all
      .filter(one => one.kind === kind && one.deviceId !== 'default' && one.deviceId !== '')
      .map(one => ({ id: one.deviceId, name: one.label }))
  return { microphones: of('audioinput'), speakers: of('audiooutput') }
}
