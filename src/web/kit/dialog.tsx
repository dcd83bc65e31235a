import { type ReactNode, useEffect } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { t } from '../words/say.ts'
import { Button } from './button.tsx'
import css from './dialog.module.css'
import { Icon } from './icon.tsx'
import { KeyDepth, useKeyLayer } from './keys.ts'

export type DialogProps = {
  title: string
  onClose: () => void
  children: ReactNode
  /** The row of buttons at the foot. */
  foot?: ReactNode
  width?: 'narrow' | 'normal' | 'wide'
}

let open = 0

// Own component, so that the effects run only while the dialog is on the screen.
function Claim({ children }: { children: ReactNode }) {
  const depth = useKeyLayer()
  useEffect(() => {
    open++
    // Two dialogs at once is a mistake of the screen, not of the person: say it where it is made.
    if (open > 1) console.error('A dialog over a dialog: close the first one before opening the next.')
    return () => {
      open--
    }
  }, [])
  return <KeyDepth value={depth}>{children}</KeyDepth>
}

/** One task on top of the work. Mount it to open it; never over another one. Esc and a press outside close it. */
export function Dialog({ title, onClose, children, foot, width = 'normal' }: DialogProps) {
  return (
    <ModalOverlay className={css.veil!} isOpen isDismissable onOpenChange={isOpen => !isOpen && onClose()}>
      <Modal className={`${css.box} ${css[width]}`}>
        <AriaDialog className={css.dialog!}>
          <Claim>
            <header className={css.head}>
              <Heading slot="title" level={2} className={css.title!}>
                {title}
              </Heading>
              <Button look="quiet" small label={t('kit.close')} icon={<Icon name="cross" />} onPress={onClose} />
            </header>
            <div className={css.body}>{children}</div>
            {foot && <footer className={css.foot}>{foot}</footer>}
          </Claim>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
