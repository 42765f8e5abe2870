import { Button } from '@mantine/core'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { useText } from '../../../../../ui/text.ts'
import { download } from '../../../../../ui/transfer.ts'
import {
  noteReviewDelivery,
  printReviewEdition,
  readReviewEditions,
  withdrawReviewEdition,
  type EditionView,
} from '../../contract/editions.ts'
import { deliveryWays } from '../../contract/words.ts'

interface ReleasedProps {
  readonly id: string
  readonly view: EditionView
  readonly mayDeliver: boolean
}

/** What went out to one audience, to whom, when and how. */
export function ReleasedEditions({ id, view: { audience, released }, mayDeliver }: ReleasedProps) {
  const text = useText('reviews')
  const { ask, dialog } = useEntry([readReviewEditions])
  const withdrawalOf = (edition: string) => ({
    title: text('editions.withdraw'),
    fields: [
      {
        kind: 'text',
        name: 'reason',
        label: text('editions.withdrawWhy'),
        hint: text('editions.withdrawHint'),
        max: 1000,
      },
    ] as const,
    endpoint: withdrawReviewEdition,
    given: { id, edition },
    submit: text('editions.withdraw'),
  })
  const entryFor = (edition: string) => ({
    title: text('editions.deliver'),
    fields: [
      { kind: 'line', name: 'recipient', label: text('editions.recipient') },
      {
        kind: 'choice',
        name: 'way',
        label: text('editions.way'),
        options: deliveryWays.map((value) => ({ value, label: text(`editions.ways.${value}`) })),
      },
      {
        kind: 'moment',
        name: 'sentAt',
        label: text('editions.sentAt'),
        hint: text('editions.sentAtHint'),
        isOptional: true,
      },
    ] as const,
    endpoint: noteReviewDelivery,
    given: { id, edition },
    submit: text('editions.deliver'),
  })
  return (
    <Section title={text('editions.released')}>
      <ul className={lines.list}>
        {released.map((edition) => (
          <li key={edition.id}>
            <EditionWords edition={edition} isForStaff={audience === 'staff'} />
            <span className={lines.acts}>
              <Button
                variant="default"
                onClick={() =>
                  void download(printReviewEdition, { id, edition: edition.id }, `review-${audience}.pdf`)
                }
              >
                {text('editions.paperOf')}
              </Button>
              {mayDeliver && edition.withdrawn === null && (
                <>
                  <Button variant="default" onClick={() => ask(entryFor(edition.id))}>
                    {text('editions.deliver')}
                  </Button>
                  <Button variant="default" onClick={() => ask(withdrawalOf(edition.id))}>
                    {text('editions.withdraw')}
                  </Button>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {dialog}
    </Section>
  )
}

/** Who released it, who has it, and that it was taken back. */
function EditionWords({
  edition,
  isForStaff,
}: {
  readonly edition: EditionView['released'][number]
  readonly isForStaff: boolean
}) {
  const text = useText('reviews')
  return (
    <span className={lines.words}>
      <strong>{text('editions.number', { number: edition.number, name: edition.madeBy })}</strong>
      <span className={lines.dim}>
        <TimeText at={edition.madeAt} form="absolute" />
      </span>
      {isForStaff && (
        <span className={lines.dim}>{text('editions.readers', { count: edition.readers })}</span>
      )}
      {edition.withdrawn && (
        <span>
          {text('editions.withdrawn', { name: edition.withdrawn.by })}{' '}
          <TimeText at={edition.withdrawn.at} form="absolute" />: {edition.withdrawn.reason}
        </span>
      )}
      {edition.deliveries.map(({ id: one, recipient, way, sentAt, notedBy }) => (
        <span key={one}>
          {recipient}, {text(`editions.ways.${way}`)}, <TimeText at={sentAt} form="absolute" /> ({notedBy})
        </span>
      ))}
    </span>
  )
}
