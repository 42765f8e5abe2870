import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import {
  dropStandingRole,
  readPowers,
  type DecisionRight,
  type Powers,
  type StandingRole,
} from '../contract/powers.ts'
import { HolderText } from './parts/HolderText.tsx'
import { Mandates } from './parts/Mandates.tsx'
import { RightDialog } from './parts/RightDialog.tsx'
import { RoleDialog } from './parts/RoleDialog.tsx'
import { WarningList } from './parts/WarningList.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './powers.module.css'

/** Who may decide what on the day, who holds which role, and what is risky about it. */
export function PowersPage() {
  const text = useText('powers')
  const answer = useAnswer(
    readPowers,
    {},
    { live: { stream: '*', kinds: ['power.', 'mandate.', 'rota.', 'contact.', 'member.'] } },
  )
  if (answer.data) return <Whole powers={answer.data} />
  return (
    <Page title={text('title')}>
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading />}
    </Page>
  )
}

type Asked =
  | { readonly what: 'right'; readonly right: DecisionRight }
  | { readonly what: 'role'; readonly role: StandingRole | undefined }

function Whole({ powers }: { readonly powers: Powers }) {
  const text = useText('powers')
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked>()
  const { roles, rights, warnings, onCall, can } = powers
  const done = () => {
    setAsked(undefined)
    void client.invalidateQueries({ queryKey: answerKey(readPowers) })
  }
  const isEmpty = rights.every(({ holder }) => holder === null)
  return (
    <Page
      title={text('title')}
      lead={
        <>
          {text('lead')} <To path="/rota">{text('toRota')}</To>
        </>
      }
      actions={
        <Button variant="default" onClick={() => print()}>
          {text('print')}
        </Button>
      }
    >
      {isEmpty && can.manage && <Notice tone="active">{text('begin')}</Notice>}
      {!isEmpty && <WarningList warnings={warnings} />}
      {onCall && (
        <p className={classes.onCall}>
          {text('onCall')} <HolderText holder={onCall} none="" />
        </p>
      )}
      <Section title={text('rights')}>
        <ul className={lines.list}>
          {rights.map((right) => (
            <RightRow
              key={right.decision}
              right={right}
              onChange={can.manage ? () => setAsked({ what: 'right', right }) : undefined}
            />
          ))}
        </ul>
      </Section>
      <Section
        title={text('roles')}
        actions={
          can.manage && (
            <Button variant="default" onClick={() => setAsked({ what: 'role', role: undefined })}>
              {text('role.add')}
            </Button>
          )
        }
      >
        <ul className={lines.list}>
          {roles.map((role) => (
            <RoleRow
              key={role.role}
              role={role}
              onChange={can.manage ? () => setAsked({ what: 'role', role }) : undefined}
            />
          ))}
        </ul>
      </Section>
      <Mandates powers={powers} />
      {asked?.what === 'right' && (
        <RightDialog right={asked.right} onDone={done} onClose={() => setAsked(undefined)} />
      )}
      {asked?.what === 'role' && (
        <RoleDialog role={asked.role} onDone={done} onClose={() => setAsked(undefined)} />
      )}
    </Page>
  )
}

function RightRow({
  right,
  onChange,
}: {
  readonly right: DecisionRight
  readonly onChange: (() => void) | undefined
}) {
  const text = useText('powers')
  const { decision, holder, deputy, also, quorum, amount, currency, note } = right
  const name = text(`decision.${decision}`)
  return (
    <li>
      <span className={lines.words}>
        <strong>{name}</strong>
        <HolderText holder={holder} none={text('holder.nobody')} />
        {holder && (
          <span>
            <span className={lines.dim}>{text('holder.deputy')}:</span>{' '}
            <HolderText holder={deputy} none={text('holder.nobody')} />
          </span>
        )}
        <span className={lines.dim}>
          {[
            amount === null ? '' : text('right.upTo', { amount: amount.toLocaleString(), currency }),
            quorum > 1 ? text('right.together', { count: quorum }) : '',
            also.length === 0 ? '' : text('right.with', { names: also.map((one) => one.name).join(', ') }),
            note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {onChange && (
        <span className={lines.acts}>
          <ChangeButton name={name} onClick={onChange} />
        </span>
      )}
    </li>
  )
}

function RoleRow({
  role,
  onChange,
}: {
  readonly role: StandingRole
  readonly onChange: (() => void) | undefined
}) {
  const text = useText('powers')
  const drop = useAct(dropStandingRole, { refreshes: [readPowers] })
  const name = role.name || text(`role.${role.role}`)
  return (
    <li>
      <span className={lines.words}>
        <strong>{name}</strong>
        <HolderText holder={role.holder} none={text('holder.nobody')} />
        {role.holder && (
          <span>
            <span className={lines.dim}>{text('holder.deputy')}:</span>{' '}
            <HolderText holder={role.deputy} none={text('holder.nobody')} />
          </span>
        )}
        {role.duties && <span className={lines.dim}>{role.duties}</span>}
        {drop.error && <Notice tone="bad">{drop.error.message}</Notice>}
      </span>
      {onChange && (
        <span className={lines.acts}>
          <ChangeButton name={name} onClick={onChange} />
          {role.isOwn && role.holder === null && (
            <Button
              variant="subtle"
              aria-label={`${text('role.drop')}: ${name}`}
              onClick={() => drop.mutate({ role: role.role })}
            >
              {text('role.drop')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}

function ChangeButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  const text = useText('powers')
  return (
    <Button variant="default" onClick={onClick} aria-label={`${text('change')}: ${name}`} data-no-print>
      {text('change')}
    </Button>
  )
}
