import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, pagesOf, useAct } from '../../../../ui/answers.ts'
import { Card, Cards, Facts } from '../../../../ui/kit/Card.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { PagedList } from '../../../../ui/lists/PagedList.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { SecretOnce } from '../../../../ui/plain/secrets.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { endAgreement, listAgreements, type Agreement } from '../contract/agreements.ts'
import { AcceptDialog } from './parts/AcceptDialog.tsx'
import { InviteProviderDialog } from './parts/InviteProviderDialog.tsx'
import { toneOfState } from './parts/tones.ts'
import classes from './clients.module.css'

/** Who looks after this organisation, whom it looks after, and each time that somebody came in. */
export function AgreementsPage() {
  const text = useText('clients')
  const mayManage = useMay('agreement.manage')
  const [isOpen, setOpen] = useState<'invite' | 'code'>()
  const [code, setCode] = useState<string>()
  const [ending, setEnding] = useState<Agreement>()
  const list = useInfiniteQuery(pagesOf(listAgreements, { limit: 30 }))
  useLiveQuery('*', answerKey(listAgreements), ['agreement.', 'care.', 'client.'])
  const end = useAct(endAgreement, {
    refreshes: [listAgreements],
    onDone: () => showDone(text('end.done')),
  })
  const doors = mayManage && (
    <>
      <Button onClick={() => setOpen('invite')}>{text('invite.open')}</Button>
      <Button variant="default" onClick={() => setOpen('code')}>
        {text('accept.open')}
      </Button>
    </>
  )
  return (
    <Page title={text('agreements.title')} lead={text('agreements.lead')} actions={doors}>
      {code && (
        <SecretOnce
          title={text('invite.code')}
          lead={text('invite.codeLead')}
          secrets={[code]}
          doneLabel={text('invite.codeDone')}
          onDone={() => setCode(undefined)}
        />
      )}
      <PagedList
        answer={list}
        emptyTitle={text('agreements.empty')}
        emptyLead={text('agreements.emptyLead')}
        olderLabel={text('agreements.older')}
      >
        {(items) => (
          <Cards>
            {items.map((one) => (
              <One key={one.id} agreement={one} onEnd={mayManage ? setEnding : undefined} />
            ))}
          </Cards>
        )}
      </PagedList>
      <InviteProviderDialog
        isOpen={isOpen === 'invite'}
        onClose={() => setOpen(undefined)}
        onMade={(made) => {
          setOpen(undefined)
          setCode(made)
        }}
      />
      <AcceptDialog isOpen={isOpen === 'code'} onClose={() => setOpen(undefined)} />
      <ConfirmDialog
        isOpen={ending !== undefined}
        title={text('end.title', { name: ending?.other ?? '' })}
        confirmLabel={text('end.do')}
        reasonLabel={text('end.reason')}
        isAlarming
        onClose={() => setEnding(undefined)}
        onConfirm={async (reason) => ending && end.mutateAsync({ id: ending.id, reason })}
      >
        {text('end.what')}
      </ConfirmDialog>
    </Page>
  )
}

interface OneProps {
  readonly agreement: Agreement
  readonly onEnd: ((agreement: Agreement) => void) | undefined
}

function One({ agreement, onEnd }: OneProps) {
  const text = useText('clients')
  const { state, endedAt, acceptedAt } = agreement
  return (
    <Card
      title={titleOf(text, agreement)}
      marks={<StateMark tone={toneOfState[state]} word={text(`state.${state}`)} />}
      actions={
        onEnd &&
        endedAt === null && (
          <Button variant="default" size="compact-md" onClick={() => onEnd(agreement)}>
            {text(acceptedAt === null ? 'end.withdraw' : 'end.do')}
          </Button>
        )
      }
    >
      <Terms agreement={agreement} />
    </Card>
  )
}

type Say = ReturnType<typeof useText>

function titleOf(text: Say, { side, other }: Agreement): string {
  if (other === '') return text('agreements.nobody')
  return text(side === 'client' ? 'agreements.by' : 'agreements.for', { name: other })
}

function Terms({ agreement }: { readonly agreement: Agreement }) {
  const text = useText('clients')
  const { side, role, endsAt, people, entries, endedAt, endedBy, endedReason } = agreement
  return (
    <>
      <Facts
        facts={[
          [text('accept.role'), text(`role.${role}`)],
          [text('accept.until'), <TimeText key="until" at={endsAt} form="absolute" />],
          [text('agreements.people'), people.length > 0 ? people.join(', ') : text('agreements.noPeople')],
        ]}
      />
      {endedAt !== null && (
        <p>
          {text('agreements.ended', { by: endedBy })} <TimeText at={endedAt} form="absolute" />: {endedReason}
        </p>
      )}
      {side === 'client' && entries.length > 0 && (
        <>
          <strong>{text('agreements.entries')}</strong>
          <ul className={classes.entries}>
            {entries.map(({ by, reason, enteredAt }) => (
              <li key={`${enteredAt} ${by}`}>
                {by} · <TimeText at={enteredAt} form="absolute" />
                {reason && <span className={classes.dim}>{reason}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
