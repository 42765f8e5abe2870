import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../ui/lists/ExportButtons.tsx'
import { To } from '../../../../ui/place.tsx'
import { useSession } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { readCallList } from '../contract/people.ts'
import classes from './people.module.css'

/** Everyone with their numbers, to print and keep beside the door. */
export function CallListPage() {
  const text = useText('people')
  const door = useText('doors')
  const { tenant } = useSession()
  const answer = useAnswer(readCallList, {})
  const people = answer.data?.people ?? []
  return (
    <Page
      title={text('callList.title')}
      lead={text('callList.lead')}
      actions={
        <>
          <Button onClick={() => print()}>{text('callList.print')}</Button>
          <Button component="a" variant="default" href={`/api/v1/call-list.pdf?tenant=${tenant.slug}`}>
            {text('callList.pdf')}
          </Button>
          <ExportButtons
            name="call-list"
            columns={[
              { name: 'name', value: (row) => row.name },
              { name: 'role', value: (row) => row.role },
              { name: 'phone', value: (row) => row.phone },
              { name: 'nightPhone', value: (row) => row.nightPhone },
              { name: 'email', value: (row) => row.email },
            ]}
            fetchAll={async () => people}
          />
        </>
      }
    >
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && people.length === 0 && (
        <EmptyState title={text('callList.emptyTitle')} lead={text('callList.emptyLead')} />
      )}
      {answer.data && people.length > 0 && (
        <>
          <table className={classes.table}>
            <caption className="m-hidden-but-read">{text('callList.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{door('field.name')}</th>
                <th scope="col">{text('people.role')}</th>
                <th scope="col">{door('field.phone')}</th>
                <th scope="col">{door('field.nightPhone')}</th>
                <th scope="col">{door('field.email')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.email}>
                  <td>{person.name}</td>
                  <td>{door(`role.${person.role}.name`)}</td>
                  <td data-label={door('field.phone')}>
                    <Phone number={person.phone} />
                  </td>
                  <td data-label={door('field.nightPhone')}>
                    <Phone number={person.nightPhone} />
                  </td>
                  <td>{person.email}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={classes.dim}>
            {answer.data.organisation} · {text('callList.made')}{' '}
            <TimeText at={answer.data.madeAt} form="absolute" />
          </p>
          <Can permission="handout.make">
            <p data-no-print>
              <To path="/handout">{text('callList.offline')}</To>
            </p>
          </Can>
        </>
      )}
    </Page>
  )
}

function Phone({ number }: { readonly number: string }) {
  if (number === '') return '–'
  return <a href={`tel:${number.replaceAll(/[^+0-9]/g, '')}`}>{number}</a>
}
