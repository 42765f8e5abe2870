import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, pagesOf } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ListTools } from '../../../../ui/lists/ListTools.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useMaking } from '../../../../ui/making.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import {
  exportDutyRegister,
  listDutyRegister,
  registerStandings,
  type RegisterRow,
} from '../contract/answering.ts'
import classes from './parts/duties.module.css'

/** What of this list stands in its address. */
const filters = { standing: registerStandings, late: ['yes'] }

/** The register that a law demands: every notice sent and every reasoned decision that none was needed. */
export function RegisterPage() {
  const text = useText('duties')
  const [standing, setStanding] = useFilter('standing')
  const [late, setLate] = useFilter('late')
  const wanted = registerStandings.find((one) => one === standing)
  const isLate = late === 'yes'
  const input = { ...(wanted && { standing: wanted }), ...(isLate && { late: 'yes' as const }) }
  const list = useInfiniteQuery(pagesOf(listDutyRegister, input))
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
      <ListTools filters={filters}>
        <Pills
          label={text('register.which')}
          value={wanted ?? 'all'}
          options={(['all', ...registerStandings] as const).map((value) => ({
            value,
            label: text(value === 'all' ? 'register.all' : `standing.${value}`),
          }))}
          onChange={(value) => setStanding(value === 'all' ? '' : value)}
        />
        <Checkbox
          label={text('register.onlyLate')}
          checked={isLate}
          onChange={(event) => setLate(event.currentTarget.checked ? 'yes' : '')}
        />
      </ListTools>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data?.length === 0 &&
        (wanted === undefined && !isLate ? (
          <EmptyState title={text('register.emptyTitle')} lead={text('register.empty')} />
        ) : (
          <p>{text('register.nothing')}</p>
        ))}
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
