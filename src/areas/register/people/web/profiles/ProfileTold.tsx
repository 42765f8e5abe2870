import { roleMay } from '../../../../../base/access.ts'
import type { ProfileRole } from '../../../../../base/permissions.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import classes from '../people.module.css'
import { blindOnes, permissionGroups, permissionsIn, wordKey } from './permission-groups.ts'

interface ProfileToldProps {
  readonly baseRole: ProfileRole
  readonly chosen: readonly string[]
}

/** What a profile may and may not do, and how that differs from the role it was begun from. */
export function ProfileTold({ baseRole, chosen }: ProfileToldProps) {
  const text = useText('profiles')
  const role = useText('doors')(`role.${baseRole}.name`)
  const held = new Set(chosen)
  const all = permissionGroups.flatMap(permissionsIn)
  const more = all.filter((one) => held.has(one) && !roleMay(baseRole, one))
  const less = all.filter((one) => !held.has(one) && roleMay(baseRole, one))
  const blind = blindOnes(chosen)
  const may = all.filter((one) => held.has(one))
  const mayNot = all.filter((one) => !held.has(one))
  return (
    <div className={classes.stack}>
      {more.length + less.length === 0 ? (
        <p className={classes.words}>{text('same', { role })}</p>
      ) : (
        <>
          <Words title={text('more', { role })} permissions={more} />
          <Words title={text('less', { role })} permissions={less} />
        </>
      )}
      {blind.length > 0 && (
        <Notice tone="warn">
          {text('blind', { names: blind.map((one) => text(wordKey(one))).join(' · ') })}
        </Notice>
      )}
      <details>
        <summary>{text('may', { count: may.length })}</summary>
        {may.length === 0 ? <p>{text('nothing')}</p> : <Words permissions={may} />}
      </details>
      <details>
        <summary>{text('mayNot', { count: mayNot.length })}</summary>
        <Words permissions={mayNot} />
      </details>
      <p className={classes.dim}>
        {text('all')} {text('ownersOnly')}
      </p>
    </div>
  )
}

function Words({ title, permissions }: { readonly title?: string; readonly permissions: readonly string[] }) {
  const text = useText('profiles')
  if (permissions.length === 0) return null
  const words = permissions.map((one) => text(wordKey(one))).join(' · ')
  return (
    <p className={classes.words}>
      {title && <strong>{title}: </strong>}
      {words}
    </p>
  )
}
