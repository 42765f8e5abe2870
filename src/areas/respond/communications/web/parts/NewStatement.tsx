import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { statementAudiences, statementLanguages } from '../../contract/statement-words.ts'
import { addStatement, type Statement, type StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

interface NewStatementProps {
  readonly board: StatementBoard
  readonly onStart: () => void
  readonly onDone: (made: Statement) => void
}

/** One question: who is it for? The draft is there at once. */
export function NewStatement({ board, onStart, onDone }: NewStatementProps) {
  const text = useText('communications')
  const [isOpen, setOpen] = useState(false)
  if (!isOpen)
    return (
      <Button
        className={classes.act}
        onClick={() => {
          setOpen(true)
          onStart()
        }}
      >
        {text('say.new')}
      </Button>
    )
  return <Wish board={board} onDone={onDone} />
}

const stages = ['first', 'update', 'final'] as const

function Wish({ board, onDone }: Omit<NewStatementProps, 'onStart'>) {
  const text = useText('communications')
  const shown = useLanguage()
  const initial: {
    audience: Statement['audience']
    stage: (typeof stages)[number]
    language: Statement['language']
  } = {
    audience: 'staff',
    stage: board.statements.some(({ state }) => state === 'released') ? 'update' : 'first',
    language: statementLanguages.find((one) => one === shown) ?? 'en',
  }
  const form = useForm({
    schema: addStatement.input.pick({ audience: true, stage: true, language: true }),
    initial,
    send: (values) => call(addStatement, { id: board.incidentId, ...values }),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={text('say.begin')}>
      <NativeSelect
        label={text('say.for')}
        {...form.field('audience')}
        data={statementAudiences.map((value) => ({ value, label: text(`audience.${value}`) }))}
      />
      <NativeSelect
        label={text('say.stage')}
        {...form.field('stage')}
        data={stages.map((value) => ({ value, label: text(`stage.${value}`) }))}
      />
      <NativeSelect
        label={text('say.language')}
        {...form.field('language')}
        data={statementLanguages.map((value) => ({ value, label: text(`language.${value}`) }))}
      />
    </PlainForm>
  )
}
