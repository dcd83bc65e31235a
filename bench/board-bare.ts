import type { Page } from 'playwright-core'

/** A page that does nothing but hold as many boxes with a word each, placed as ours are: what the browser itself needs. */
export function bareBoard(columns: number, visits: number): string {
  const width = 56 + columns * 116
  const boxes = Array.from({ length: visits }, (_, n) => {
    const left = 60 + (n % columns) * 116
    const top = Math.floor(n / columns) * 26
    return `<div class="v" style="left:${left}px;top:${top}px">Somebody ${n}</div>`
  })
  return `<style>body{margin:0}#box{width:1300px;height:980px;overflow:auto;position:relative}#canvas{position:relative;width:${width}px;height:1400px}
    .v{position:absolute;left:0;top:0;width:106px;height:24px;overflow:hidden;background:#e6eef9;border-left:3px solid #36c;border-radius:6px;font:12px sans-serif}</style>
    <div id="box"><div id="canvas">${boxes.join('')}</div></div>`
}

/** One more box there, which goes where the pointer goes. */
export const bareGhost = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const ghost = document.createElement('div')
    ghost.className = 'v'
    ghost.style.willChange = 'transform'
    document.querySelector('#canvas')!.append(ghost)
    window.addEventListener('pointermove', event => {
      ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`
    })
  })
