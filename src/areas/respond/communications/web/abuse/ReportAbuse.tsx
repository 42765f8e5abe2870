import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { findAbuseAddressees, type AbusePlaces } from '../../contract/abuse.ts'
import type { Statement, StatementBoard } from '../../contract/statements.ts'
import { Addressees } from './Addressees.tsx'
import { PlaceForm } from './PlaceForm.tsx'
import classes from '../parts/statements.module.css'

interface ReportAbuseProps {
  readonly board: StatementBoard
  readonly onDone: (made: Statement) => void
}

/** A page, a domain or an address that hurts us: where to report it, and the words for it. Nothing is looked up. */
export function ReportAbuse({ board, onDone }: ReportAbuseProps) {
  const text = useText('abuse')
  const [isOpen, setOpen] = useState(false)
  if (!board.can.draft) return null
  return (
    <Section title={text('title')}>
      <p className={classes.dim}>{text('lead')}</p>
      {isOpen ? (
        <Search board={board} onDone={onDone} />
      ) : (
        <Button variant="default" className={classes.act} onClick={() => setOpen(true)}>
          {text('begin')}
        </Button>
      )}
    </Section>
  )
}

function Search({ board, onDone }: ReportAbuseProps) {
  const text = useText('abuse')
  // With what was sought: the field may hold something else by the time that a report is written.
  const [answer, setAnswer] = useState<{ readonly sought: string; readonly found: AbusePlaces }>()
  const [isAdding, setAdding] = useState(false)
  const seek = async (target: string, pasted: string) => ({
    sought: target,
    found: await call(findAbuseAddressees, { id: board.incidentId, target, pasted }),
  })
  const form = useForm({
    schema: z.looseObject({ target: z.string().trim().min(3).max(2000) }),
    initial: { target: '', pasted: '' },
    send: async (values) => seek(values.target, values.pasted),
    onDone: setAnswer,
  })
  return (
    <>
      <PlainForm form={form} submitLabel={text('find')}>
        <TextInput
          label={text('target')}
          description={text('targetHint')}
          autoComplete="off"
          {...form.field('target')}
        />
        <Textarea
          label={text('pasted')}
          description={text('pastedHint')}
          autosize
          minRows={2}
          maxRows={8}
          {...form.field('pasted')}
        />
      </PlainForm>
      {answer && (
        <>
          <Addressees
            key={`${answer.found.shown} ${answer.found.facts.length}`}
            board={board}
            found={answer.found}
            target={answer.sought}
            onDone={onDone}
          />
          {isAdding ? (
            <PlaceForm
              found={answer.found}
              onClose={() => setAdding(false)}
              onDone={() => {
                setAdding(false)
                void seek(answer.sought, form.values.pasted).then(setAnswer)
              }}
            />
          ) : (
            <Button variant="subtle" className={classes.act} onClick={() => setAdding(true)}>
              {text('place.add')}
            </Button>
          )}
        </>
      )}
    </>
  )
}
