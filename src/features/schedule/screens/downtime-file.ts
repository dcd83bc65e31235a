import { time } from '../../../web/kit/format.ts'
import { toast } from '../../../web/kit/toast.ts'
import { ask } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { downtimePack } from '../contract.ts'

/** Fetches the downtime pack and gives it to the browser as a file: it must be there when nothing else is. */
export async function saveDowntimePack(): Promise<void> {
  try {
    const pack = await ask(downtimePack, {})
    const address = URL.createObjectURL(new Blob([pack.html], { type: 'text/html' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `downtime-${pack.madeAt.slice(0, 16).replace(/[:T]/g, '-')}.html`
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
    toast(t('schedule.views.print.packMade', { time: time(pack.madeAt) }))
  } catch (error) {
    const missing = (error as { code?: string }).code === 'platform.not-found'
    toast(missing ? t('schedule.views.print.packNone') : sayError(error), { look: missing ? 'info' : 'bad' })
  }
}
