import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { call } from '../../../../ui/client.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { CopyField } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import lines from '../../../../ui/lists/lines.module.css'
import { revokeReadinessPage, type readReadiness, type ReadinessPage } from '../contract.ts'
import { ShareForm } from './ShareForm.tsx'

interface SharedPagesProps {
  readonly readiness: OutputOf<typeof readReadiness>
  readonly onDone: () => void
}

/** Pages for people outside: what each may show, whether it was opened, and how to close it. */
export function SharedPages({ readiness, onDone }: SharedPagesProps) {
  const text = useText('readiness')
  const [isNew, setNew] = useState(false)
  const [made, setMade] = useState<{ readonly name: string; readonly url: string }>()
  const { pages, proofs } = readiness
  return (
    <Section title={text('pages.title')}>
      <p className={lines.dim}>{text('pages.lead')}</p>
      {made && (
        <Notice tone="good" title={text('pages.made', { name: made.name })}>
          <p>{text('pages.once')}</p>
          <CopyField label={text('pages.link')} value={made.url} />
        </Notice>
      )}
      {pages.length === 0 && !isNew && <p>{text('pages.none')}</p>}
      <ul className={lines.list}>
        {pages.map((page) => (
          <Row key={page.id} page={page} onDone={onDone} />
        ))}
      </ul>
      {isNew ? (
        <ShareForm
          proofs={proofs}
          onDone={({ page, url }) => {
            setNew(false)
            setMade({ name: page.name, url })
            onDone()
          }}
          onDrop={() => setNew(false)}
        />
      ) : (
        proofs.length > 0 && (
          <div className={lines.acts}>
            <Button
              onClick={() => {
                setMade(undefined)
                setNew(true)
              }}
            >
              {text('pages.new')}
            </Button>
          </div>
        )
      )}
    </Section>
  )
}

const tones = { open: 'good', expired: 'quiet', revoked: 'quiet' } as const

function Row({ page, onDone }: { readonly page: ReadinessPage; readonly onDone: () => void }) {
  const text = useText('readiness')
  const [isAsked, setAsked] = useState(false)
  const { name, state, views, lastViewAt, madeBy, madeAt, expiresAt, revokedAt, revokedBy } = page
  return (
    <li>
      <span className={lines.words}>
        <strong>{name}</strong>
        <span>
          <StateMark tone={tones[state]} word={text(`pages.state.${state}`)} />{' '}
          {views === 0 ? text('pages.unseen') : text('pages.views', { count: views })}
          {lastViewAt !== null && (
            <>
              , {text('pages.last')} <TimeText at={lastViewAt} />
            </>
          )}
        </span>
        <span className={lines.dim}>
          {text('pages.lineCount', { count: page.lines.length })} · {text('pages.madeBy', { by: madeBy })}{' '}
          <TimeText at={madeAt} form="absolute" /> ·{' '}
          {revokedAt === null ? text('pages.ends') : text('pages.closedBy', { by: revokedBy ?? '' })}{' '}
          <TimeText at={revokedAt ?? expiresAt} form="absolute" />
        </span>
      </span>
      {state === 'open' && (
        <span className={lines.acts}>
          <Button
            variant="default"
            aria-label={text('pages.closeOf', { name })}
            onClick={() => setAsked(true)}
          >
            {text('pages.close')}
          </Button>
        </span>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={text('pages.close')}
        confirmLabel={text('pages.close')}
        onConfirm={async () => {
          await call(revokeReadinessPage, { id: page.id })
          onDone()
        }}
        onClose={() => setAsked(false)}
      >
        {text('pages.closeWhat', { name })}
      </ConfirmDialog>
    </li>
  )
}
