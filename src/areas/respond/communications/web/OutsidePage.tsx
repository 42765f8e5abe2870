import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readOutside } from '../contract/outside.ts'
import { Editions } from './sharing/Editions.tsx'
import { Partners } from './sharing/Partners.tsx'
import { PublicPage } from './sharing/PublicPage.tsx'
import classes from './parts/statements.module.css'

/** Who reads what of a case without sitting in the room: by a page of their own, by the public page, on paper. */
export function OutsidePage() {
  const text = useText('sharing')
  const id = usePart('incident')
  const board = useAnswer(
    readOutside,
    { id },
    {
      live: {
        stream: id,
        kinds: ['partner.', 'page.', 'subscriber.', 'situation.', 'statement.', 'tlp.', 'system.', 'mail.'],
      },
    },
  )
  if (board.error && !board.data)
    return (
      <Page title={text('title')}>
        <ErrorState error={board.error} onRetry={() => void board.refetch()} />
      </Page>
    )
  if (!board.data) return <Loading />
  const refresh = () => void board.refetch()
  const { number, title, barred, mode } = board.data
  return (
    <Page
      title={text('title')}
      lead={
        <>
          <To path={`/incidents/${id}`}>
            INC-{number} {title}
          </To>
          . {text('lead')}
        </>
      }
    >
      <div className={classes.page}>
        {mode === 'exercise' && <Notice tone="active">{text('exercise')}</Notice>}
        {barred !== '' && (
          <Notice tone="warn" title={text('barred')}>
            {barred}
          </Notice>
        )}
        <Partners board={board.data} onDone={refresh} />
        <PublicPage board={board.data} onDone={refresh} />
        <Editions board={board.data} />
      </div>
    </Page>
  )
}
