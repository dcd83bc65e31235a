import type { Delimiters, Segment } from '../segment.ts'

/** Cuts a sample into segments as plainly as can be: for these tests only. */
export function split(text: string): Segment[] {
  const start = text.indexOf('ISA')
  const isa = text.slice(start, start + 106)
  const repetition = isa.split(isa[3]!)[11]!
  const delimiters: Delimiters = {
    element: isa[3]!,
    component: isa[104]!,
    repetition: /[A-Za-z0-9 ]/.test(repetition) ? null : repetition,
    terminator: isa[105]!,
  }
  const found: Segment[] = []
  let at = start
  for (const one of text.slice(start).split(delimiters.terminator)) {
    const trimmed = one.trim()
    if (trimmed) {
      const [id, ...elements] = trimmed.split(delimiters.element)
      found.push({ id: id!, elements, index: found.length, at: at + one.indexOf(trimmed), delimiters })
    }
    at += one.length + 1
  }
  return found
}

/** Each ST to SE of a file, with the version that holds for it. */
export function sets(segments: readonly Segment[]): { version: string; segments: Segment[] }[] {
  const found: { version: string; segments: Segment[] }[] = []
  let group = ''
  let open: Segment[] | null = null
  for (const one of segments) {
    if (one.id === 'GS') group = one.elements[7] ?? ''
    if (one.id === 'ST') {
      open = []
      found.push({ version: one.elements[2] || group, segments: open })
    }
    open?.push(one)
    if (one.id === 'SE') open = null
  }
  return found
}
