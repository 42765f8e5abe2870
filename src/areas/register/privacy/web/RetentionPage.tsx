import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pagesOf, useAct, useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { PagedList } from '../../../../ui/lists/PagedList.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { changeRetention, readRetention, type Gone, type KeptKind } from '../contract.ts'
import { keepEntry } from './parts/entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

const page = { limit: 50 }

/** How long each kind of data is kept, what tonight would end, and everything that was blacked out. */
export function RetentionPage() {
  const text = useText('privacy')
  const live = { stream: '*', kinds: ['retention.', 'erasure.'] }
  const answer = useAnswer(readRetention, page, { live })
  const gone = useInfiniteQuery(pagesOf(readRetention, page))
  const { ask, dialog } = useEntry([readRetention])
  const { kinds = [], can } = answer.data ?? {}
  return (
    <Page title={text('retention.title')} lead={text('retention.lead')}>
      <p>
        <To path="/settings/data-requests">{text('retention.toRequests')}</To>
      </p>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      <Cards>
        {kinds.map((kind) => (
          <Kind
            key={kind.kind}
            kind={kind}
            {...(can?.manage === true && { onChange: () => ask(keepEntry(text, kind)) })}
          />
        ))}
      </Cards>
      <Section title={text('retention.elsewhere')}>
        <ul>
          <li>{text('retention.evidence')}</li>
          <li>{text('retention.exports')}</li>
          <li>{text('retention.backups')}</li>
        </ul>
      </Section>
      <Section title={text('retention.gone')}>
        <PagedList
          answer={gone}
          emptyTitle={text('retention.goneNone')}
          emptyLead={text('retention.goneNoneLead')}
          olderLabel={text('retention.older')}
        >
          {(items) => (
            <ul className={lines.list}>
              {items.map((one) => (
                <li key={one.id}>
                  <span className={lines.words}>
                    <span>{goneWords(text, one)}</span>
                    <span className={lines.dim}>
                      <TimeText at={one.at} />
                      {one.by !== '' && ` · ${one.by}`} ·{' '}
                      {text('retention.figures', { rows: one.rows, fields: one.fields })}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      </Section>
      {dialog}
    </Page>
  )
}

function Kind({ kind: one, onChange }: { readonly kind: KeptKind; readonly onChange?: () => void }) {
  const text = useText('privacy')
  const change = useAct(changeRetention, { refreshes: [readRetention] })
  const { kind, isOn, days, ending, ended, agreedAt, changedAt } = one
  const asks = isOn && ending === 'ask'
  const rule = { kind, days, ending, seen: changedAt }
  return (
    <Card
      title={text(`kept.${kind}`)}
      marks={
        <StateMark
          tone={isOn ? 'good' : 'quiet'}
          word={text(`retention.${isOn ? (asks ? 'asks' : 'on') : 'off'}`, { days })}
        />
      }
      actions={
        onChange && (
          <>
            <Button variant={isOn ? 'default' : 'light'} onClick={onChange}>
              {text(isOn ? 'retention.change' : 'retention.switchOn')}
            </Button>
            {isOn && (
              <Button
                variant="default"
                loading={change.isPending}
                onClick={() => change.mutate({ ...rule, isOn: false })}
              >
                {text('retention.switchOff')}
              </Button>
            )}
            {asks && ended > 0 && agreedAt === null && (
              <Button
                loading={change.isPending}
                onClick={() => change.mutate({ ...rule, isOn: true, agree: true })}
              >
                {text('retention.agree')}
              </Button>
            )}
          </>
        )
      }
    >
      <span className={lines.dim}>{text(`kept.${kind}Why`)}</span>
      <span>{previewWords(text, one)}</span>
      {asks && agreedAt !== null && ended > 0 && <span>{text('retention.agreed')}</span>}
      {change.error && <span role="alert">{change.error.message}</span>}
    </Card>
  )
}

function previewWords(text: Say, { isOn, ending, ended }: KeptKind): string {
  if (ended === 0) return text('retention.nothing')
  const words = isOn ? (ending === 'ask' ? 'waits' : 'tonight') : 'would'
  return text(`retention.${words}`, { count: ended })
}

function goneWords(text: Say, { what, kind, days, reason }: Gone): string {
  if (what === 'retention')
    return text('retention.goneRetention', { kind: text(`kept.${kind ?? 'outbox'}`), days: days ?? 0 })
  return text(what === 'person' ? 'retention.gonePerson' : 'retention.gonePassage', { reason })
}
