import css from '../../../web/app/settings/settings.module.css'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { t } from '../../../web/words/say.ts'
import type { RoleRow } from './overview-parts.ts'

type RoleId = RoleRow['id']

/** The roles somebody holds, each a box to tick. */
export function RoleChecks(props: { roles: RoleRow[]; value: RoleId[]; onChange: (roles: RoleId[]) => void }) {
  const { roles, value, onChange } = props
  return (
    <fieldset className={css.fieldset}>
      <legend>{t('access.account.roles')}</legend>
      <div className={css.checks}>
        {roles.map(role => (
          <Checkbox
            key={role.id}
            checked={value.includes(role.id)}
            onChange={on => onChange(on ? [...value, role.id] : value.filter(id => id !== role.id))}
          >
            {role.name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
