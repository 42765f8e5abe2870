import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import {
  changeMemberRole,
  listMembers,
  renewInvitation,
  restoreMember,
  suspendMember,
  type Member,
} from '../contract/people.ts'
import { ContactForm } from './parts/ContactForm.tsx'
import { InviteLink } from './parts/InviteLink.tsx'
import { RoleChoice, type Standing } from './parts/RoleChoice.tsx'
import { ProfileTold } from './profiles/ProfileTold.tsx'
import { statusTones } from './parts/status-tones.ts'

const refreshes = [listMembers]

/** One person: how to reach them, what they may do, whether they may come in. */
export function PersonPage() {
  const text = useText('people')
  const id = usePart('member')
  const answer = useAnswer(
    listMembers,
    { limit: 200 },
    { live: { stream: '*', kinds: ['member.', 'invite.'] } },
  )
  const listed = answer.data?.items.find((one) => one.id === id)
  // The first page is kept for days without a connection; whoever stands behind it is asked for by themselves.
  const isBehind = answer.data !== undefined && listed === undefined && answer.data.next !== null
  const alone = useAnswer(
    listMembers,
    { id },
    { enabled: isBehind, live: { stream: '*', kinds: ['member.', 'invite.'] } },
  )
  const member = listed ?? alone.data?.items[0]
  if (member) return <Person member={member} />
  if (isBehind && (alone.isPending || alone.error))
    return (
      <Page title={text('person.title')}>
        {alone.error ? <ErrorState error={alone.error} onRetry={() => void alone.refetch()} /> : <Loading />}
      </Page>
    )
  return (
    <Page title={text('person.title')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && <Notice tone="warn">{text('person.gone')}</Notice>}
    </Page>
  )
}

function Person({ member }: { readonly member: Member }) {
  const text = useText('people')
  const door = useText('doors')
  return (
    <Page
      title={member.name}
      lead={
        member.profile
          ? text('person.profileLead', {
              profile: member.profile.name,
              role: door(`role.${member.role}.name`),
            })
          : text('person.lead', {
              role: door(`role.${member.role}.name`),
              does: door(`role.${member.role}.does`),
            })
      }
      marks={<StateMark tone={statusTones[member.status]} word={text(`status.${member.status}`)} />}
    >
      <Facts
        facts={[
          [door('field.email'), member.email],
          [door('field.phone'), member.phone || text('people.noPhone')],
          [door('field.nightPhone'), member.nightPhone || text('people.noPhone')],
          [
            text('person.joined'),
            member.joinedAt === null ? (
              text('person.notYet')
            ) : (
              <TimeText at={member.joinedAt} form="absolute" />
            ),
          ],
        ]}
      />
      {member.profile && member.granted && member.role !== 'guest' && member.role !== 'owner' && (
        <Section title={member.profile.name}>
          <ProfileTold baseRole={member.role} chosen={member.granted} />
        </Section>
      )}
      {member.can.manage && (
        <>
          {member.status === 'invited' && <Renew member={member} />}
          <Section title={text('person.contact')}>
            <ContactForm key={member.id} member={member} />
          </Section>
          <Standing member={member} />
        </>
      )}
      <Can permission="privacy.manage">
        <p>
          <To path={`/settings/data-requests?member=${member.id}`}>{text('person.dataRequest')}</To>
        </p>
      </Can>
    </Page>
  )
}

function Renew({ member }: { readonly member: Member }) {
  const text = useText('people')
  const [url, setUrl] = useState<string>()
  const renew = useAct(renewInvitation, { refreshes, onDone: (made) => setUrl(made.inviteUrl) })
  return (
    <Section title={text('person.invitation')}>
      {url ? (
        <InviteLink name={member.name} url={url} onDone={() => setUrl(undefined)} />
      ) : (
        <>
          <p style={{ margin: 0 }}>{text('person.invitationLead')}</p>
          <div>
            <Button
              variant="default"
              loading={renew.isPending}
              onClick={() => renew.mutate({ id: member.id })}
            >
              {text('person.renew')}
            </Button>
          </div>
        </>
      )}
      {renew.error && <ErrorState error={renew.error} />}
    </Section>
  )
}

function Standing({ member }: { readonly member: Member }) {
  const text = useText('people')
  const door = useText('doors')
  const [asking, setAsking] = useState<'role' | 'suspend'>()
  const [standing, setStanding] = useState<Standing>({
    role: member.role === 'guest' ? 'staff' : member.role,
    ...(member.profile && { profileId: member.profile.id }),
  })
  const change = useAct(changeMemberRole, { refreshes, onDone: () => showDone(text('person.roleDone')) })
  const suspend = useAct(suspendMember, { refreshes, onDone: () => showDone(text('person.suspendDone')) })
  const restore = useAct(restoreMember, { refreshes, onDone: () => showDone(text('person.restoreDone')) })
  const { id, name } = member
  // Refused with the list of what hangs on them: the second press does it all the same.
  const isNeeded = suspend.error?.detail.reason === 'holds'
  return (
    <Section title={text('person.standing')}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.625rem' }}>
        <Button variant="default" onClick={() => setAsking('role')}>
          {text('person.roleOpen')}
        </Button>
        {member.status === 'suspended' ? (
          <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate({ id })}>
            {text('person.restore')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setAsking('suspend')}>
            {text('person.suspendOpen')}
          </Button>
        )}
      </div>
      {restore.error && <ErrorState error={restore.error} />}
      <ConfirmDialog
        isOpen={asking === 'role'}
        title={text('person.roleTitle', { name })}
        confirmLabel={text('person.roleDo')}
        reasonLabel={door('field.reason')}
        onClose={() => setAsking(undefined)}
        onConfirm={(reason) => change.mutateAsync({ id, ...standing, reason })}
      >
        <RoleChoice value={standing} onChange={setStanding} />
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'suspend'}
        title={text('person.suspendTitle', { name })}
        confirmLabel={text(isNeeded ? 'person.suspendAtOnce' : 'person.suspendDo')}
        reasonLabel={door('field.reason')}
        isAlarming
        onClose={() => {
          setAsking(undefined)
          suspend.reset()
        }}
        onConfirm={(reason) => suspend.mutateAsync({ id, reason, atOnce: isNeeded })}
      >
        {text('person.suspendWhat')}
      </ConfirmDialog>
    </Section>
  )
}
