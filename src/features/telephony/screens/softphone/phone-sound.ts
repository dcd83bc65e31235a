import type { Devices, Loudness } from './devices.ts'
import type { Sound } from './phone-state.ts'

type Tone = { hertz: readonly number[]; on_s: number; every_s: number }

// The tones of the North American plan: people know them from every telephone.
const tones: Readonly<Record<Sound, Tone>> = {
  ring: { hertz: [440, 480], on_s: 2, every_s: 6 },
  ringback: { hertz: [440, 480], on_s: 2, every_s: 6 },
  waiting: { hertz: [440], on_s: 0.3, every_s: 10 },
}
const gains: Readonly<Record<Loudness, number>> = { off: 0, quiet: 0.03, middle: 0.1, loud: 0.3 }
// In the ear, whatever the ring is set to: this loud and no louder.
const inTheEar = 0.05

let now: { what: string; stop: () => void } | null = null

/** Sounds that and nothing else; null is silence. Asked again with the same it goes on undisturbed. */
export function sound(wanted: Sound | null, devices: Devices): void {
  const rings = wanted === 'ring'
  const gain = rings ? gains[devices.loudness] : inTheEar
  const device = (rings ? devices.ringer : devices.speaker) ?? ''
  const what = wanted && gain > 0 ? `${wanted} ${gain} ${device}` : null
  if (what === (now?.what ?? null)) return
  now?.stop()
  now = what && wanted ? { what, stop: play(tones[wanted], gain, device) } : null
}

/** Sounds once what it would be like: the ring where it rings, else a short tone in the speaker. */
export function trySound(which: 'ring' | 'speaker', devices: Devices): void {
  const stop =
    which === 'ring'
      ? play(tones.ring, gains[devices.loudness], devices.ringer ?? '')
      : play(tones.waiting, inTheEar * 2, devices.speaker ?? '')
  setTimeout(stop, 2_000)
}

function play({ hertz, on_s, every_s }: Tone, gain: number, device: string): () => void {
  // A browser that gives no sound must not take the telephone with it.
  if (!('AudioContext' in globalThis)) return () => {}
  const context = new AudioContext()
  if (device && 'setSinkId' in context)
    void (context.setSinkId as (id: string) => Promise<void>).call(context, device).catch(() => {})
  const volume = context.createGain()
  volume.gain.value = 0
  volume.connect(context.destination)
  for (const one of hertz) {
    const oscillator = context.createOscillator()
    oscillator.frequency.value = one
    oscillator.connect(volume)
    oscillator.start()
  }
  const once = () => {
    const from = context.currentTime
    // A few milliseconds up and down: a tone that is cut clicks.
    volume.gain.setTargetAtTime(gain / hertz.length, from, 0.01)
    volume.gain.setTargetAtTime(0, from + on_s, 0.01)
  }
  once()
  const again = setInterval(once, every_s * 1_000)
  // Pages that nobody has touched yet may not sound: the first touch lets them.
  void context.resume().catch(() => {})
  return () => {
    clearInterval(again)
    void context.close().catch(() => {})
  }
}
