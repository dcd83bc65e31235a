import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import css from './choices.module.css'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'

export type MenuDeed = {
  id: string
  label: string
  detail?: string
  keyHint?: string
  checked?: boolean
  bad?: boolean
  disabled?: boolean
  run: () => void
}

/** A button with deeds behind it. `trigger` is a kit Button; 'rule' draws a line. */
export function Menu({
  trigger,
  label,
  items,
}: {
  trigger: ReactNode
  label: string
  items: readonly (MenuDeed | 'rule')[]
}) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={css.popover!} offset={6} placement="bottom end">
        <AriaMenu className={css.list!} aria-label={label}>
          {items.map((item, at) =>
            item === 'rule' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name of its own and never moves
              <Separator key={`rule-${at}`} className={css.rule!} />
            ) : (
              <MenuItem
                key={item.id}
                id={item.id}
                className={css.item!}
                textValue={item.label}
                isDisabled={item.disabled ?? false}
                onAction={item.run}
                {...(item.bad ? { 'data-bad': true } : {})}
              >
                <span className={css.words}>
                  <span>{item.label}</span>
                  {item.detail && <small>{item.detail}</small>}
                </span>
                {item.checked && <Icon name="check" />}
                {item.keyHint && <Kbd>{item.keyHint}</Kbd>}
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
