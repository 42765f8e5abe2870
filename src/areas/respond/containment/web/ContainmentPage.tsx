import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { EntryDialog, type Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readContainment, type Board } from '../contract/board.ts'
import type { FunctionReturn } from '../contract/watching.ts'
import { AcceptDialog } from './parts/AcceptDialog.tsx'
import { Accounts, Secrets } from './parts/Accounts.tsx'
import { Weaknesses } from './parts/Extent.tsx'
import { Blocks } from './parts/Blocks.tsx'
import { Measures, Services } from './parts/Measures.tsx'
import { Hardening } from './parts/Hardening.tsx'
import { Clearance, Functions } from './parts/Recovery.tsx'
import { useRoom } from './parts/room.ts'
import { SuggestedHoles } from './parts/Suggested.tsx'
import { Systems } from './parts/Systems.tsx'
import { Footholds, Watches } from './parts/Watching.tsx'
import classes from './parts/containment.module.css'

/** Beside the incident room: how the attacker is kept out, and how the business comes back. */
export function ContainmentPage() {
  const text = useText('containment')
  const id = usePart('incident')
  const board = useAnswer(readContainment, { id }, { live: { stream: id } })
  if (board.data) return <Whole board={board.data} />
  if (board.error) {
    return (
      <Page title={text('title')}>
        <ErrorState error={board.error} onRetry={() => void board.refetch()} />
      </Page>
    )
  }
  return <Loading />
}

function Whole({ board }: { readonly board: Board }) {
  const text = useText('containment')
  const client = useQueryClient()
  const [entry, setEntry] = useState<Entry>()
  const [accepting, setAccepting] = useState<FunctionReturn>()
  const refresh = () => void client.invalidateQueries({ queryKey: answerKey(readContainment) })
  const room = useRoom(board, text, setEntry)
  const number = `INC-${board.number}`
  return (
    <Page
      title={text('title')}
      lead={
        <>
          <To path={`/incidents/${board.incidentId}`}>
            {number} {board.title}
          </To>
          . {text('lead')}
        </>
      }
    >
      <Open board={board} />
      <div className={classes.page}>
        <Systems room={room} onChange={refresh} />
        <Accounts room={room} />
        <Functions room={room} onAccept={setAccepting} />
        <Footholds room={room} />
        <Secrets room={room} />
        <div>
          <Weaknesses room={room} />
          <SuggestedHoles room={room} />
        </div>
        <Measures room={room} />
        <Blocks room={room} />
        <Services room={room} />
        <Watches room={room} />
        <Clearance room={room} />
        <Hardening room={room} />
      </div>
      {entry && (
        <EntryDialog
          key={`${entry.endpoint.name} ${JSON.stringify(entry.given)}`}
          entry={entry}
          onClose={() => setEntry(undefined)}
          onDone={() => {
            setEntry(undefined)
            refresh()
          }}
        />
      )}
      {accepting && (
        <AcceptDialog
          incidentId={board.incidentId}
          one={accepting}
          people={room.owners}
          onDone={refresh}
          onClose={() => setAccepting(undefined)}
        />
      )}
    </Page>
  )
}

/** What is still to be done before the incident can be closed; nothing while nothing was entered. */
function Open({ board }: { readonly board: Board }) {
  const text = useText('containment')
  if (board.open.length === 0) return null
  return (
    <Notice tone="warn" title={text('open', { count: board.open.length })}>
      <ul className={classes.points}>
        {board.open.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}
