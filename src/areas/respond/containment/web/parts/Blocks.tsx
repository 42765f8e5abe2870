import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import { addBlock, countBlockHits, endBlock, reviewBlock, type Block } from '../../contract/registers.ts'
import { blockKinds } from '../../contract/words.ts'
import { defanged } from '../../rules/blocks.ts'
import { BlockLists } from './BlockLists.tsx'
import { Act, Known, Register, Row } from './Register.tsx'
import { evidenceField, type Room } from './room.ts'

/** Addresses, domains, file hashes and senders that are shut out. */
export function Blocks({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const id = board.incidentId
  const add: Entry = {
    title: text('blocks.add'),
    fields: [
      {
        kind: 'choice',
        name: 'kind',
        label: text('blocks.kind'),
        options: blockKinds.map((value) => ({ value, label: text(`blockKind.${value}`) })),
      },
      { kind: 'line', name: 'value', label: text('blocks.value'), hint: text('blocks.valueHint') },
      { kind: 'line', name: 'source', label: text('blocks.source') },
      { kind: 'line', name: 'place', label: text('blocks.place'), isOptional: true },
      { kind: 'moment', name: 'endsAt', label: text('blocks.until') },
    ],
    initial: { endsAt: localIn(90) },
    endpoint: addBlock,
    given: { id },
    submit: text('add'),
  }
  return (
    <Register
      title={text('blocks.title')}
      empty={text('blocks.empty')}
      isEmpty={board.blocks.length === 0}
      after={<BlockLists room={room} />}
      actions={board.can.work && <Act onClick={() => ask(add)}>{text('blocks.add')}</Act>}
    >
      {board.blocks.map((block) => (
        <BlockRow key={block.id} room={room} block={block} />
      ))}
    </Register>
  )
}

function BlockRow({ room, block }: { readonly room: Room; readonly block: Block }) {
  const { board, text, ask } = room
  const value = defanged(block.kind, block.value)
  const given = { id: board.incidentId, block: block.id }
  const review: Entry = {
    title: text('blocks.reviewTitle', { value }),
    lead: <p>{text('blocks.reviewLead', { by: block.blockedBy })}</p>,
    fields: [],
    endpoint: reviewBlock,
    given,
    submit: text('blocks.review'),
  }
  const hits: Entry = {
    title: text('blocks.hitsTitle', { value }),
    fields: [
      { kind: 'number', name: 'hits', label: text('blocks.hitsCount') },
      { kind: 'moment', name: 'lastHitAt', label: text('blocks.lastHit') },
      evidenceField(room, text('blocks.sealedHint')),
    ],
    initial: { lastHitAt: localIn(0) },
    endpoint: countBlockHits,
    given,
    submit: text('save'),
  }
  const end: Entry = {
    title: text('blocks.endTitle', { value }),
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: endBlock,
    given,
    submit: text('blocks.end'),
  }
  return (
    <Row
      name={value}
      mark={blockMark(room, block)}
      actions={
        block.endedAt === null && (
          <>
            {board.can.sign && block.reviewedAt === null && (
              <Act of={value} onClick={() => ask(review)}>
                {text('blocks.review')}
              </Act>
            )}
            {board.can.work && (
              <Act of={value} onClick={() => ask(hits)}>
                {text('blocks.hits')}
              </Act>
            )}
            {board.can.settle && (
              <Act of={value} onClick={() => ask(end)}>
                {text('blocks.end')}
              </Act>
            )}
          </>
        )
      }
    >
      <Known>
        {text(`blockKind.${block.kind}`)} · {block.source} · {text('blocks.until')}{' '}
        <TimeText at={block.endsAt} form="absolute" />
      </Known>
      <Known>
        {text('blocks.set', { by: block.blockedBy })} <TimeText at={block.blockedAt} /> ·{' '}
        {text('blocks.count', { count: block.hits })}
        {block.lastHitAt !== null && (
          <>
            {' '}
            <TimeText at={block.lastHitAt} />
          </>
        )}
      </Known>
      <AlertsSince text={text} alerts={block.alerts} />
    </Row>
  )
}

/** An attacker who still knocks, or whom the block does not stop. */
function AlertsSince({ text, alerts }: { readonly text: Room['text']; readonly alerts: Block['alerts'] }) {
  if (alerts === null) return null
  if (alerts.count === 0) return <Known>{text('blocks.alertsNone')}</Known>
  return (
    <Known>
      {text('blocks.alerts', { count: alerts.count })}
      {alerts.lastAt !== null && (
        <>
          {' '}
          · <TimeText at={alerts.lastAt} />
        </>
      )}
    </Known>
  )
}

function blockMark({ text }: Room, block: Block): { tone: Tone; word: string } {
  return block.endedAt !== null
    ? { tone: 'quiet', word: text('blocks.ended') }
    : block.isOverdue
      ? { tone: 'bad', word: text('blocks.overdue') }
      : block.reviewedAt === null
        ? { tone: 'warn', word: text('blocks.unreviewed') }
        : { tone: 'good', word: text('blocks.reviewed', { by: block.reviewedBy ?? '' }) }
}
