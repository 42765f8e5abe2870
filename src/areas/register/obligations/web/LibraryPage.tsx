import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { call } from '../../../../ui/client.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readLibrary, reviewPack, type LibraryRegime } from '../contract.ts'
import { packs, type Pack } from '../rules/directory.ts'
import classes from './obligations.module.css'

const tones = { never: 'unknown', lapsed: 'bad', other_edition: 'warn', current: 'good' } as const

/** The laws in packs: what they ask, from where we know it, when it was checked, who of us read it. */
export function LibraryPage() {
  const text = useText('obligations')
  const [wanted, setPack] = useFilter('pack', '')
  const [q, setQ] = useState('')
  const pack = packs.find((one) => one === wanted)
  const library = useAnswer(readLibrary, { ...(pack && { pack }), ...(q && { q }) })
  const [asked, setAsked] = useState<Pack>()
  const { data } = library
  return (
    <Page
      title={text('library.title')}
      lead={text('library.lead')}
      actions={<To path="/law/directory">{text('library.directory')}</To>}
    >
      {library.error && !data && <ErrorState error={library.error} onRetry={() => void library.refetch()} />}
      {data?.isStale && <Notice tone="warn">{text('library.stale', { day: data.reviewDue })}</Notice>}
      {data && <Packs library={data} pack={pack} onPack={setPack} onAsk={setAsked} />}
      <TextInput
        label={text('library.search')}
        value={q}
        maxLength={100}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      {library.isPending && <Loading />}
      <ul className={classes.rows}>
        {data?.regimes.map((regime) => (
          <Regime key={regime.id} regime={regime} />
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          isOpen
          title={text('library.reviewOf', { pack: text(`pack.${asked}`) })}
          confirmLabel={text('library.review')}
          reasonLabel={text('library.reviewNote')}
          onConfirm={async (note) => {
            await call(reviewPack, { pack: asked, note })
            await library.refetch()
          }}
          onClose={() => setAsked(undefined)}
        >
          {text('library.reviewWhat')}
        </ConfirmDialog>
      )}
    </Page>
  )
}

interface PacksProps {
  readonly library: OutputOf<typeof readLibrary>
  readonly pack: Pack | undefined
  readonly onPack: (pack: Pack | '') => void
  readonly onAsk: (pack: Pack) => void
}

/** Those of our country and trade first; each with who of us read it. */
function Packs({ library, pack, onPack, onAsk }: PacksProps) {
  const text = useText('obligations')
  return (
    <Section title={text('library.packs')}>
      <ul className={classes.rows}>
        {[...library.packs]
          .toSorted((a, b) => Number(b.isOurs) - Number(a.isOurs))
          .map((one) => (
            <li key={one.pack} className={classes.row}>
              <button
                type="button"
                className={classes.name}
                aria-expanded={one.pack === pack}
                onClick={() => onPack(one.pack === pack ? '' : one.pack)}
              >
                {text(`pack.${one.pack}`)}
              </button>
              <span className={classes.dim}>
                {text('library.counts', { regimes: one.regimes, duties: one.duties })}
              </span>
              {one.isOurs && <StateMark tone="active" word={text('library.ours')} />}
              <StateMark tone={tones[one.standing]} word={text(`standing.${one.standing}`)} />
              {one.reviewedAt !== null && (
                <span className={classes.dim}>
                  {one.reviewedBy} <TimeText at={one.reviewedAt} form="absolute" />
                </span>
              )}
              {library.canReview && (
                <Button
                  variant="default"
                  className={classes.act}
                  aria-label={text('library.reviewOf', { pack: text(`pack.${one.pack}`) })}
                  onClick={() => onAsk(one.pack)}
                >
                  {text('library.review')}
                </Button>
              )}
            </li>
          ))}
      </ul>
      <p className={classes.dim}>
        {text('library.edition', { edition: library.edition, day: library.checkedOn })}
      </p>
    </Section>
  )
}

function Regime({ regime }: { readonly regime: LibraryRegime }) {
  const text = useText('obligations')
  const { name, law, citation, jurisdiction, status, isConfirmed, notes, sources, duties } = regime
  return (
    <li>
      <details className={classes.regime}>
        <summary>
          {name} <span className={classes.dim}>{jurisdiction.join(', ')}</span>{' '}
          {status !== 'in_force' && <StateMark tone="quiet" word={status.replaceAll('_', ' ')} />}{' '}
          {!isConfirmed && <StateMark tone="unknown" word={text('library.unsure')} />}
        </summary>
        <p>
          {law}, {citation}
        </p>
        {notes !== '' && <p className={classes.dim}>{notes}</p>}
        <ul>
          {duties.map((duty) => (
            <li key={duty.id}>
              <strong>{duty.recipient}</strong>: {duty.rule}. {duty.how}
              {duty.content.length > 0 && <p className={classes.dim}>{duty.content.join('; ')}</p>}
            </li>
          ))}
        </ul>
        {sources.map(({ title, address }) => (
          <p key={address} className={classes.dim}>
            {text('library.source')} {title}: {address}
          </p>
        ))}
      </details>
    </li>
  )
}
