import { encode } from 'uqr'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import css from './kiosk-made.module.css'

export type Made = { name: string; path: string; place: string }

/** The address of a kiosk, this once: as a code to print, and to open on the tablet. */
export function KioskMade({ made, onClose }: { made: Made; onClose: () => void }) {
  const address = `${location.origin}${made.path}`
  return (
    <Dialog
      title={t('arrivals.kiosks.madeTitle', { name: made.name })}
      onClose={onClose}
      foot={
        <>
          <Button
            onPress={() => {
              void navigator.clipboard?.writeText(address).then(() => toast(t('arrivals.kiosks.copied')))
            }}
          >
            {t('arrivals.kiosks.copy')}
          </Button>
          <Button onPress={() => window.open(made.path, '_blank', 'noopener')}>{t('arrivals.kiosks.open')}</Button>
          <Button look="main" onPress={() => window.print()}>
            {t('arrivals.kiosks.print')}
          </Button>
        </>
      }
    >
      <p className={css.once}>{t('arrivals.kiosks.once')}</p>
      <div className={css.sheet}>
        <p className={css.scan}>{t('arrivals.kiosks.scan')}</p>
        <p lang="es">{t('arrivals.kiosks.scanEs')}</p>
        <Code text={address} name={made.name} />
        <p>{made.place}</p>
        <p className={css.address}>{address}</p>
      </div>
    </Dialog>
  )
}

/** A QR code as one drawing, dark on white in every theme: readers of codes want it so. */
function Code({ text, name }: { text: string; name: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      className={css.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t('arrivals.kiosks.madeTitle', { name })}
    >
      <path d={dark} fill="#000" />
    </svg>
  )
}
