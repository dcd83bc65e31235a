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
  /** Brings the pointer over a thing, so that the click itself, which comes back, takes no time: for two hands at the same moment. */
  aim(what: Locator): Promise<() => Promise<void>>
  /** Walks with one key (Tab, an arrow) until the focus is there: one walk, one action. Fails if it never arrives. */
  to(what: Locator, key?: string, most?: number): Promise<void>
  /** Presses the pointer there, carries it to that place of the window and lets go: one drag, one action. */
  drag(what: Locator, to: { x: number; y: number }): Promise<void>
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
    async aim(what) {
      await what.hover()
      return async () => {
        actions++
        await page.mouse.down()
        await page.mouse.up()
      }
    },
    async to(what, key = 'Tab', most = 80) {
      actions++
      await what.waitFor()
      const arrived = () => what.evaluate(element => element.contains(element.ownerDocument.activeElement))
      for (let n = 0; n <= most; n++) {
        if (await arrived()) return
        await page.keyboard.press(key)
      }
      throw new Error(`${key} pressed ${most} times does not lead to ${what}`)
    },
    async drag(what, to) {
      actions++
      const box = (await what.boundingBox())!
      await page.mouse.move(box.x + box.width / 3, box.y + 5)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 6 })
      await page.mouse.up()
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

/** Notes every touch of the other instrument on this page from now on: the mouse for who uses keys alone; for who uses the mouse alone every key
 *  but those that type text. Answers the notes so far: empty when the promise was kept. */
export async function onlyBy(page: Page, instrument: 'keyboard' | 'mouse'): Promise<string[]> {
  const strays: string[] = []
  await page.exposeFunction('strayed', (what: string) => void strays.push(what))
  const watch = `addEventListener('${instrument === 'keyboard' ? 'pointerdown' : 'keydown'}', event => {
    const types = event.key?.length === 1 && !event.ctrlKey && !event.altKey
      && event.target.closest?.('input:not([type=checkbox]):not([type=radio]),textarea,[role=spinbutton]')
    if (event.isTrusted && !types) strayed((event.key ?? 'pointer') + ' on ' + event.target.outerHTML?.slice(0, 120))
  }, true)`
  await page.addInitScript(watch)
  await page.evaluate(watch)
  return strays
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
