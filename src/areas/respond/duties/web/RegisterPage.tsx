import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { useMaking } from '../../../../ui/making.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import { exportDutyRegister, listDutyRegister, type RegisterRow } from '../contract/answering.ts'
import classes from './parts/duties.module.css'

/** The register that a law demands: every notice sent and every reasoned decision that none was needed. */
export function RegisterPage() {
  const text = useText('duties')
  const list = useInfiniteQuery(pagesOf(listDutyRegister, {}))
  useLiveQuery('*', answerKey(listDutyRegister))
  return (
    <Page
      title={text('register.title')}
      lead={text('register.lead')}
      actions={
        <Can permission="duty.export">
          <TakeOut />
        </Can>
      }
    >
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 && (
        <EmptyState title={text('register.emptyTitle')} lead={text('register.empty')} />
      )}
      <ul className={classes.duties}>
        {(list.data ?? []).map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('register.older')}
        </Button>
      )}
    </Page>
  )
}

function Row({ row }: { readonly row: RegisterRow }) {
  const text = useText('duties')
  return (
    <li className={classes.duty}>
      <div className={classes.dutyHead}>
        <h3>
          <To path={`/incidents/${row.incidentId}/duties`}>INC-{row.incidentNumber}</To> {row.title}
        </h3>
        <StateMark
          tone={row.withdrawnAt !== null ? 'unknown' : row.kind === 'declined' ? 'quiet' : 'good'}
          word={text(row.withdrawnAt !== null ? 'standing.withdrawn' : `standing.${row.kind}`)}
        />
      </div>
      <p className={classes.dim}>{row.citation}</p>
      {row.sentAt !== null && (
        <p>
          {text('answer.submitted', { by: row.signedBy, channel: row.channel, reference: row.reference })}{' '}
          <TimeText at={row.sentAt} form="absolute" />{' '}
          {row.isLate && <StateMark tone="warn" word={text('register.late')} />}
        </p>
      )}
      {row.reason !== '' && <p>{row.reason}</p>}
      <p className={classes.dim}>
        {text('register.signed', { by: row.signedBy })} <TimeText at={row.signedAt} form="absolute" />
      </p>
      {row.withdrawnReason !== null && (
        <p>
          {text('register.withdrawn', { by: row.withdrawnBy ?? '' })} {row.withdrawnReason}
        </p>
      )}
    </li>
  )
}

function TakeOut() {
  const text = useText('duties')
  const { make, isBusy, failure } = useMaking(() => download(exportDutyRegister, {}, 'duty-register.csv'))
  return (
    <>
      <Button variant="default" loading={isBusy} onClick={() => make()}>
        {text('register.export')}
      </Button>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </>
  )
}
