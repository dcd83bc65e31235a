import type { Locator, Page } from 'playwright-core'

/** The secretary's hands, with a counter: one click, drag or submitting key is one action, one typed field is one (letters counted apart),
 *  a walk with the arrows is one. */
export type Hand = {
  page: Page
  /** A single key that does something: a shortcut, Enter, Escape. */
  press(key: string): Promise<void>
  /** Several presses of an arrow: one walk, one action. */
  walk(key: string, times: number): Promise<void>
  /** Types into what has the focus: one field. */
  type(text: string): Promise<void>
  click(what: Locator): Promise<void>
  readonly actions: number
  readonly letters: number
  begin(): void
}

export function handOn(page: Page): Hand {
  let actions = 0
  let letters = 0
  return {
    page,
    async press(key) {
      actions++
      await page.keyboard.press(key)
    },
    async walk(key, times) {
      actions++
      for (let n = 0; n < times; n++) await page.keyboard.press(key)
    },
    async type(text) {
      actions++
      letters += text.length
      await page.keyboard.type(text)
    },
    async click(what) {
      actions++
      await what.click()
    },
    get actions() {
      return actions
    },
    get letters() {
      return letters
    },
    begin() {
      actions = 0
      letters = 0
    },
  }
}

/** Prints the counted tasks beside their targets (PRODUCT.md, "The twelve daily tasks"). */
export function actionTable(
  counted: readonly { task: string; actions: number; target: number; letters?: number }[],
): string {
  const rows = counted.map(one => [
    one.task,
    String(one.actions),
    String(one.target),
    one.letters ? `${one.letters} letters` : '',
    one.actions <= one.target ? 'ok' : 'OVER',
  ])
  const head = ['task', 'actions', 'target', '', '']
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map(row => row[n]!.length)))
  return [head, ...rows]
    .map(row =>
      row
        .map((cell, n) => cell.padEnd(widths[n]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
