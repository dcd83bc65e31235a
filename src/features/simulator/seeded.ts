/** Chance that comes out the same for the same seed: sfc32 (Chris Doty-Humphrey's small fast counter, 128 bits of state). */
export type Seeded = {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from least to most, both included. */
  whole(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight; weights need not add up to anything. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  shuffled<T>(from: readonly T[]): T[]
  /** A stream of its own, named, so that more of one thing does not change the others. */
  stream(name: string): Seeded
}

/** FNV-1a over the text, for seeds. */
function hashed(text: string): number {
  let h = 0x811c9dc5
  for (let n = 0; n < text.length; n++) h = Math.imul(h ^ text.charCodeAt(n), 0x01000193)
  return h >>> 0
}

export function seeded(seed: string): Seeded {
  let a = hashed(`${seed}/a`)
  let b = hashed(`${seed}/b`)
  let c = hashed(`${seed}/c`)
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let n = 0; n < 12; n++) next()
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    chance: probability => next() < probability,
    pick: from => from[whole(0, from.length - 1)]!,
    weighted(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [thing, weight] of from) {
        left -= weight
        if (left < 0) return thing
      }
      return from.at(-1)![0]
    },
    shuffled(from) {
      const out = [...from]
      for (let n = out.length - 1; n > 0; n--) {
        const m = whole(0, n)
        ;[out[n], out[m]] = [out[m]!, out[n]!]
      }
      return out
    },
    stream: name => seeded(`${seed}/${name}`),
  }
}
