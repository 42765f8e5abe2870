import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Member } from '../../../../register/people/contract/people.ts'
import {
  assignRole,
  listIncidentRoles,
  type IncidentRole,
  type IncidentRoles,
  type RoleWarning,
} from '../../contract/roles.ts'
import { proposeRoles } from '../../rules/roles.ts'
import { usePeople } from '../parts/people.ts'
import { useRefresh } from '../parts/refresh.ts'
import { RoleDialog, type RoleAsk } from './RoleDialogs.tsx'
import { useRoleName } from './role-words.ts'
import classes from './grading.module.css'

/** Who does what in this incident, who stands in, and what is risky about it. */
export function RolesPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('grading')
  const { id } = subject
  const roles = useAnswer(listIncidentRoles, { id }, { live: { stream: id, kinds: ['role.', 'lead.'] } })
  const [asked, setAsked] = useState<RoleAsk>()
  return (
    <Section title={text('roles.title')}>
      <p className={classes.dim}>{text('roles.lead')}</p>
      {roles.error && !roles.data && <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />}
      {roles.isPending && <Loading />}
      {roles.data && <RoleRows roles={roles.data} incidentId={id} onAsk={setAsked} />}
      {asked && <RoleDialog incidentId={id} asked={asked} onClose={() => setAsked(undefined)} />}
    </Section>
  )
}

interface RoleRowsProps {
  readonly roles: IncidentRoles
  readonly incidentId: string
  readonly onAsk: (asked: RoleAsk) => void
}

function RoleRows({ roles, incidentId, onAsk }: RoleRowsProps) {
  const text = useText('grading')
  const { items, warnings, open, canAssign } = roles
  return (
    <div className={classes.stack}>
      {open.length > 0 && <Notice tone="active">{text('roles.open', { count: open.length })}</Notice>}
      {open.length > 0 && canAssign && <Propose roles={items} incidentId={incidentId} />}
      {warnings.length > 0 && (
        <ul className={classes.warnings}>
          {warnings.map((warning) => (
            <li key={`${warning.code} ${warning.memberId ?? ''}`}>
              <WarningWords warning={warning} roles={items} />
            </li>
          ))}
        </ul>
      )}
      <ul className={classes.roleList}>
        {items.map((role) => (
          <li key={role.role}>
            <RoleRow role={role} canAssign={canAssign} onAsk={onAsk} />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface RoleRowProps {
  readonly role: IncidentRole
  readonly canAssign: boolean
  readonly onAsk: (asked: RoleAsk) => void
}

function RoleRow({ role, canAssign, onAsk }: RoleRowProps) {
  const text = useText('grading')
  const people = usePeople()
  const nameOf = useRoleName()
  const name = nameOf(role)
  const isHeld = role.memberId !== null
  const ask = (what: RoleAsk['what']) => () => onAsk({ what, role })
  return (
    <>
      <div className={classes.roleHead}>
        <div className={classes.roleWords}>
          <strong>{name}</strong>
          <Holder role={role} />
        </div>
        {canAssign && (
          <div className={classes.roleButtons} data-no-print>
            <Button
              variant="default"
              onClick={ask('assign')}
              aria-label={text(isHeld ? 'roles.changeOf' : 'roles.giveOf', { role: name })}
            >
              {text(isHeld ? 'roles.change' : 'roles.give')}
            </Button>
            {isHeld && people.active.length > 1 && (
              <Button
                variant="default"
                onClick={ask('handOver')}
                aria-label={text('roles.handOverOf', { role: name })}
              >
                {text('roles.handOver')}
              </Button>
            )}
            {role.role !== 'lead' && !isHeld && role.emptyReason === null && (
              <Button
                variant="subtle"
                onClick={ask('empty')}
                aria-label={text('roles.leaveEmptyOf', { role: name })}
              >
                {text('roles.leaveEmpty')}
              </Button>
            )}
          </div>
        )}
      </div>
      <details className={classes.fold}>
        <summary>{text('roles.duties')}</summary>
        <ul className={classes.steps}>
          {role.duties.map((duty) => (
            <li key={duty}>{duty}</li>
          ))}
        </ul>
      </details>
    </>
  )
}

function Holder({ role }: { readonly role: IncidentRole }) {
  const text = useText('grading')
  const { nameOf } = usePeople()
  if (role.memberId === null)
    return (
      <span className={classes.dim}>
        {role.emptyReason === null ? text('roles.nobody') : text('roles.empty', { reason: role.emptyReason })}
      </span>
    )
  return (
    <span>
      {nameOf(role.memberId) ?? '…'}{' '}
      <span className={classes.dim}>
        {role.deputyId === null
          ? `(${text('roles.noDeputy')})`
          : text('roles.deputy', { name: nameOf(role.deputyId) ?? '…' })}
      </span>
    </span>
  )
}

function WarningWords({
  warning,
  roles,
}: {
  readonly warning: RoleWarning
  readonly roles: readonly IncidentRole[]
}) {
  const text = useText('grading')
  const { nameOf } = usePeople()
  const roleName = useRoleName()
  const named = roles.filter(({ role }) => warning.roles.includes(role)).map(roleName)
  return (
    <>
      {text(`warning.${warning.code}`, {
        name: nameOf(warning.memberId) ?? '…',
        roles: named.join(', '),
        count: named.length,
      })}
    </>
  )
}

/** One tap for a frightened owner: the open roles filled with the people there are. */
function Propose({
  roles,
  incidentId,
}: {
  readonly roles: readonly IncidentRole[]
  readonly incidentId: string
}) {
  const text = useText('grading')
  const people = usePeople()
  const client = useQueryClient()
  const refresh = useRefresh()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const proposed = proposeRoles(roles, byFitness(people.active))
  if (proposed.length === 0) return null
  const fill = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      for (const { role, memberId, deputyId } of proposed)
        await call(assignRole, { id: incidentId, role, memberId, deputyId })
      showDone(text('roles.proposed'))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.message)
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: answerKey(listIncidentRoles) })
      await refresh()
    }
  }
  return (
    <div className={classes.row} data-no-print>
      <Button variant="default" loading={isBusy} onClick={() => void fill()}>
        {text('roles.propose')}
      </Button>
      <span className={classes.dim}>{text('roles.proposeHint')}</span>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </div>
  )
}

const fitness: readonly Member['role'][] = ['lead', 'responder', 'owner']

/** Whoever leads best first, whoever repairs best second; those who only look on or advise are not given work. */
function byFitness(members: readonly Member[]): string[] {
  return members
    .filter(({ role }) => fitness.includes(role))
    .toSorted((a, b) => fitness.indexOf(a.role) - fitness.indexOf(b.role))
    .map(({ id }) => id)
}
