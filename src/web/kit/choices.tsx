import { ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { t } from '../words/say.ts'
import css from './choices.module.css'
import { Icon } from './icon.tsx'

/** One thing to choose: its id, its word, and a quieter second line. */
export type Choice<Id extends string = string> = { id: Id; label: string; detail?: string; disabled?: boolean }

/** The list that drops from Select and ComboBox. */
export function Choices({ items, wide }: { items?: readonly Choice[]; wide?: boolean }) {
  return (
    <Popover className={wide ? `${css.popover} ${css.wide}` : css.popover!} offset={4}>
      <ListBox
        className={css.list!}
        {...(items ? { items: items as Choice[] } : {})}
        renderEmptyState={() => <div className={css.empty}>{t('kit.noMatch')}</div>}
      >
        {(choice: Choice) => (
          <ListBoxItem
            className={css.item!}
            id={choice.id}
            textValue={choice.label}
            isDisabled={choice.disabled ?? false}
          >
            {({ isSelected }) => (
              <>
                <span className={css.words}>
                  <span>{choice.label}</span>
                  {choice.detail && <small>{choice.detail}</small>}
                </span>
                {isSelected && <Icon name="check" />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}
