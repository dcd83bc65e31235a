import axe from 'axe-core'
import type { Page } from 'playwright-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands against WCAG 2.2 AA and best practice, a line each. It is brought by the debugger, past the page's own
 *  content policy. `within` (a CSS selector) leaves the rest of the page out. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source)
  return page.evaluate(
    `axe.run(${within ? JSON.stringify(within) : 'document'}, { runOnly: ${JSON.stringify(rules)} }).then(result => result.violations.flatMap(one =>
       one.nodes.map(node => one.id + ': ' + node.target.join(' ') + ': ' + node.html.slice(0, 200) + ': ' + node.failureSummary)))`,
  )
}
