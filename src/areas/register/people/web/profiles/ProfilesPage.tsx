import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../contract/people.ts'
import { listAccessProfiles, removeAccessProfile, type AccessProfile } from '../../contract/profiles.ts'
import classes from '../people.module.css'
import { ProfileDialog } from './ProfileDialog.tsx'
import { ProfileTold } from './ProfileTold.tsx'

/** Profiles of the organisation's own: what each may do, who has it. */
export function ProfilesPage() {
  const text = useText('profiles')
  const answer = useAnswer(
    listAccessProfiles,
    {},
    { live: { stream: '*', kinds: ['access_profile.', 'member.'] } },
  )
  const [editing, setEditing] = useState<AccessProfile | 'new'>()
  const [ending, setEnding] = useState<AccessProfile>()
  const remove = useAct(removeAccessProfile, {
    refreshes: [listAccessProfiles, listMembers],
    onDone: () => showDone(text('removed')),
  })
  const items = answer.data?.items ?? []
  const add = (
    <Can permission="member.manage">
      <Button onClick={() => setEditing('new')}>{text('add')}</Button>
    </Can>
  )
  return (
    <Page title={text('title')} lead={text('lead')} actions={items.length > 0 && add}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && items.length === 0 && (
        <EmptyState title={text('emptyTitle')} lead={text('emptyLead')} action={add} />
      )}
      {items.length > 0 && (
        <>
          <p className={classes.words}>{text('assign')}</p>
          <ul className={classes.list}>
            {items.map((profile) => (
              <li key={profile.id}>
                <OneProfile
                  profile={profile}
                  onEdit={() => setEditing(profile)}
                  onEnd={() => setEnding(profile)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <ProfileDialog wanted={editing} onClose={() => setEditing(undefined)} />
      <ConfirmDialog
        isOpen={ending !== undefined}
        title={text('removeTitle', { name: ending?.name ?? '' })}
        confirmLabel={text('removeDo')}
        isAlarming
        onClose={() => setEnding(undefined)}
        onConfirm={async () => ending && remove.mutateAsync({ id: ending.id })}
      >
        {text(ending?.holderCount === 0 ? 'removeWhat' : 'removeHeld')}
      </ConfirmDialog>
    </Page>
  )
}

function OneProfile({
  profile,
  onEdit,
  onEnd,
}: {
  readonly profile: AccessProfile
  readonly onEdit: () => void
  readonly onEnd: () => void
}) {
  const text = useText('profiles')
  const door = useText('doors')
  const more = profile.holderCount - profile.holders.length
  return (
    <section className={classes.profile} aria-label={profile.name}>
      <h2>{profile.name}</h2>
      <p className={classes.dim}>
        {text('countsAs', { role: door(`role.${profile.baseRole}.name`) })} ·{' '}
        {text('changed', { name: profile.changedBy })} <TimeText at={profile.changedAt} form="absolute" />
      </p>
      <p className={classes.words}>
        {text(profile.holderCount === 0 ? 'nobody' : 'held')}{' '}
        {profile.holders.map(({ id, name }, turn) => (
          <span key={id}>
            {turn > 0 && ', '}
            <To path={`/people/${id}`}>{name}</To>
          </span>
        ))}
        {more > 0 && ` ${text('andMore', { count: more })}`}
      </p>
      <details>
        <summary>{text('told')}</summary>
        <ProfileTold baseRole={profile.baseRole} chosen={profile.permissions} />
      </details>
      {profile.can.manage && (
        <div className={classes.acts}>
          <Button variant="default" onClick={onEdit}>
            {text('edit')}
          </Button>
          <Button variant="default" onClick={onEnd}>
            {text('remove')}
          </Button>
        </div>
      )}
    </section>
  )
}
