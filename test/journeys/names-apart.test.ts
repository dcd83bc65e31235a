import { expect, it } from 'vitest'
import { openClinic } from './clinic.ts'

// Names of every script, and names with turning characters in them, as old systems hand them over: beside them everything reads as it did.
const clinic = await openClinic({ providers: 3, patients: 120, weeks: 2 })
const { world } = clinic
const { page } = await clinic.signIn('secretary')
const main = page.getByRole('main')
const here = () =>
  world.asOwner<{ id: string; patient: string }>(
    `select a.id, a.patient_id as patient from schedule.appointment a
      where a.practice_id = $1 and a.state in ('booked', 'confirmed') and a.starts_at between $2 and $2::timestamptz + interval '8 hours' and a.provider_id is not null
        and a.starts_at - a.ends_at <= interval '-20 minutes'
      order by a.starts_at, a.id`,
    [world.practice, world.clock.now().toString()],
  )

/** The words of an element from left to right, as they are drawn: each stretch of Latin text with the place of its first letter and its last. */
const turned = `element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const wrong = []
  const range = document.createRange()
  const place = (node, at) => {
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    return range.getBoundingClientRect()
  }
  while (walker.nextNode()) {
    const node = walker.currentNode
    for (const match of node.data.matchAll(/[A-Za-z0-9:]{2,}/g)) {
      const first = place(node, match.index)
      const last = place(node, match.index + match[0].length - 1)
      if (first.width > 1 && last.top === first.top && last.left < first.left) wrong.push(match[0])
    }
  }
  return wrong
}`

it.each([
  ['hebrew', 'כהן', 'דוד'],
  ['arabic', 'كوهين (2)', 'مريم'],
  ['override', '\u202eLevi', 'Evil'],
  ['isolates', 'Levi\u2069\u202e', '\u2067Evil'],
])('%s', { timeout: 120_000 }, async (kind, family, given) => {
  const [visit] = await here()
  await world.asOwner('update patients.patient set family = $2, given = $3, preferred_name = $4 where id = $1', [
    visit!.patient,
    family,
    given,
    '',
  ])
  await page.goto(`${clinic.url}/today`)
  const block = main.locator(`[data-block^="${visit!.id}"]`).first()
  await block.click()
  const bar = page.locator('[data-foot]')
  await bar.waitFor()
  const wrong = await bar.evaluate<string[], Element>(new Function(`return (${turned})(arguments[0])`) as never)
  expect(wrong.filter(word => !['Levi', 'Evil'].includes(word))).toEqual([])
  const aria = (await block.getAttribute('aria-label'))!
  // Whatever is in the name, it is closed before the comma.
  expect(aria).toMatch(/^\u2068[^\u202a-\u202e]*\u2069, /u)
  const label = (await bar.getAttribute('aria-label'))!
  expect(label).toContain('\u2069')
  expect(label).not.toMatch(/[\u202a-\u202e]/u)
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/name-${kind}.png` })
})
