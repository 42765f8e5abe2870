import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { makeBlockList, removeBlockList } from '../../contract/block-list.ts'
import { readContainment } from '../../contract/board.ts'
import type { BlockKind } from '../../contract/words.ts'
import classes from './containment.module.css'
import type { Room } from './room.ts'

/** The addresses at which devices ask what is blocked: shown once, made anew or closed at will. */
export function BlockLists({ room }: { readonly room: Room }) {
  const { board, text } = room
  const { blockList, isListed } = board
  const mayMake = useMay('source.manage')
  if (!mayMake && blockList === null) return null
  return (
    <details className={classes.lists} data-no-print>
      <summary>{text('blockList.title')}</summary>
      <p className={lines.dim}>{text('blockList.lead')}</p>
      {!isListed && <p>{text('blockList.restricted')}</p>}
      {blockList === null ? (
        <p className={lines.dim}>{text('blockList.none')}</p>
      ) : (
        <p className={lines.dim}>
          {text('blockList.made', { by: blockList.madeBy })} <TimeText at={blockList.madeAt} />.{' '}
          {text(blockList.unreviewed ? 'blockList.all' : 'blockList.reviewedOnly')}
        </p>
      )}
      {mayMake && <Addresses room={room} />}
    </details>
  )
}

function Addresses({ room }: { readonly room: Room }) {
  const { board, text } = room
  const isMade = board.blockList !== null
  const [unreviewed, setUnreviewed] = useState(board.blockList?.unreviewed ?? false)
  const [urls, setUrls] = useState<readonly { kind: BlockKind; url: string }[]>()
  const make = useAct(makeBlockList, {
    refreshes: [readContainment],
    onDone: (made) => setUrls(made.urls),
  })
  const remove = useAct(removeBlockList, {
    refreshes: [readContainment],
    onDone: () => setUrls(undefined),
  })
  const error = make.error ?? remove.error
  return (
    <>
      {urls !== undefined && (
        <>
          <p>{text('blockList.shown')}</p>
          {urls.map(({ kind, url }) => (
            <CopyField key={kind} label={text(`blockKind.${kind}`)} value={url} />
          ))}
        </>
      )}
      {error && <ErrorState error={error} />}
      <Checkbox
        label={text('blockList.unreviewed')}
        description={text('blockList.unreviewedHint')}
        checked={unreviewed}
        onChange={(event) => setUnreviewed(event.currentTarget.checked)}
      />
      <div className={lines.acts}>
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate({ unreviewed })}>
          {text(isMade ? 'blockList.renew' : 'blockList.make')}
        </Button>
        {isMade && (
          <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate({})}>
            {text('blockList.remove')}
          </Button>
        )}
      </div>
      <p className={lines.dim}>{text(isMade ? 'blockList.removeLead' : 'blockList.makeLead')}</p>
    </>
  )
}
