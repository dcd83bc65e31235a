/** Something Enter can do: one line of the list under the box. */
export type BoxChoice = {
  /** What it would do and to whom, whole: an Enter pressed before the answer came is carried out on the same id only. */
  id: string
  /** First column: the time, the name, the screen. */
  title: string
  detail: string
  /** What Enter would do with it, in a word: "book", "open". */
  deed: string
  group?: string
  /** Carries it out; false keeps the box open (the server said no, and the box tells why). */
  run: () => Promise<boolean> | boolean
  /** Ctrl Enter, where it means something. */
  hold?: () => Promise<void>
}

/** What the box shows for a line. */
export type Choices = {
  list: readonly BoxChoice[]
  /** True while the answer to this very line is still on its way. */
  waits: boolean
  /** What is missing or in the way, in plain words. */
  hint: string | null
  /** Below the list: why nothing is earlier. */
  foot: string | null
}

export const nothing: Choices = { list: [], waits: false, hint: null, foot: null }
