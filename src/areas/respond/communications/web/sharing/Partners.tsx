import { Button } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../../ui/kit/EmptyState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { revokePage, type PartnerPage } from '../../contract/outside.ts'
import classes from '../parts/statements.module.css'
import { Lines } from './Editions.tsx'
import type { SharingProps } from './PublicPage.tsx'
import { ShareForm } from './ShareForm.tsx'

/** Pages that one partner each reads by a link: what stands there, whether they looked, and how to close them. */
export function Partners({ board, onDone }: SharingProps) {
  const text = useText('sharing')
  const [isNew, setNew] = useState(false)
  const [made, setMade] = useState<{ readonly name: string; readonly url: string }>()
  const mayShare = board.can.share && board.barred === ''
  return (
    <Section title={text('partner.title')}>
      <p className={classes.dim}>{text('partner.lead')}</p>
      {made && (
        <Notice tone="good" title={text('partner.made', { name: made.name })}>
          <p>{text('partner.once')}</p>
          <CopyField label={text('partner.link')} value={made.url} />
        </Notice>
      )}
      {board.partners.length === 0 && !isNew && (
        <EmptyState title={text('partner.emptyTitle')} lead={text('partner.emptyLead')} />
      )}
      <ul className={classes.rows}>
        {board.partners.map((page) => (
          <Row key={page.id} page={page} board={board} onDone={onDone} />
        ))}
      </ul>
      {mayShare && !isNew && (
        <Button
          className={classes.act}
          onClick={() => {
            setMade(undefined)
            setNew(true)
          }}
        >
          {text('partner.new')}
        </Button>
      )}
      {isNew && (
        <ShareForm
          board={board}
          onDone={({ page, url }) => {
            setNew(false)
            if (url !== null) setMade({ name: page.name, url })
            onDone()
          }}
          onDrop={() => setNew(false)}
        />
      )}
    </Section>
  )
}

const tones = { open: 'good', expired: 'quiet', revoked: 'quiet' } as const

function Row({ page, board, onDone }: SharingProps & { readonly page: PartnerPage }) {
  const text = useText('sharing')
  const words = useText('communications')
  const [isAsked, setAsked] = useState(false)
  const [isAnew, setAnew] = useState(false)
  const { name, audience, state, views, content, sharedAt, sharedBy, expiresAt, revokedAt, revokedBy } = page
  const isOpen = state === 'open'
  return (
    <li className={classes.fact}>
      <span className={classes.marks}>
        <strong>{name}</strong> {words(`audience.${audience}`)}
        <StateMark tone={tones[state]} word={text(`partner.state.${state}`)} />
        <StateMark
          tone={views.ofThis > 0 ? 'good' : 'unknown'}
          word={views.ofThis > 0 ? text('partner.views', { count: views.ofThis }) : text('partner.unseen')}
        />
      </span>
      <span className={classes.dim}>
        {text('partner.sharedBy', { by: sharedBy })} <TimeText at={sharedAt} form="absolute" />
        {views.lastAt !== null && (
          <>
            . {text('partner.last')} <TimeText at={views.lastAt} form="absolute" />
          </>
        )}
        . {revokedAt === null ? text('partner.ends') : text('partner.closedBy', { by: revokedBy ?? '' })}{' '}
        <TimeText at={revokedAt ?? expiresAt} form="absolute" />
      </span>
      <details className={classes.sheet}>
        <summary>{text('partner.shows')}</summary>
        {content.note !== '' && <p>{content.note}</p>}
        {content.lines.length > 0 && <Lines lines={content.lines} />}
      </details>
      {isOpen && !isAnew && (
        <span className={classes.buttons}>
          {board.can.share && board.barred === '' && (
            <Button variant="default" className={classes.act} onClick={() => setAnew(true)}>
              {text('partner.again')}
            </Button>
          )}
          <Button
            variant="default"
            className={classes.act}
            aria-label={text('partner.closeOf', { name })}
            onClick={() => setAsked(true)}
          >
            {text('partner.close')}
          </Button>
        </span>
      )}
      {isAnew && (
        <ShareForm
          board={board}
          page={page}
          onDone={() => {
            setAnew(false)
            onDone()
          }}
          onDrop={() => setAnew(false)}
        />
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={text('partner.close')}
        confirmLabel={text('partner.close')}
        onConfirm={async () => {
          await call(revokePage, { id: board.incidentId, page: page.id })
          onDone()
        }}
        onClose={() => setAsked(false)}
      >
        {text('partner.closeWhat', { name })}
      </ConfirmDialog>
    </li>
  )
}
