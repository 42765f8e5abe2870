import { Button, FileButton, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { CallError } from '../../../../../ui/call-error.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm, type LeftEmpty } from '../../../../../ui/form.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { addRecipients } from '../../contract/recipients.ts'
import { insideAudiences } from '../../contract/statement-words.ts'
import type { Statement, StatementBoard } from '../../contract/statements.ts'
import { partsOf } from '../list-parts.ts'
import classes from './statements.module.css'

interface AddPeopleProps {
  readonly board: StatementBoard
  readonly statement: Statement
  readonly onDone: () => void
}

/** People of the house by name; everybody else from a list, or one by one. */
export function AddPeople(props: AddPeopleProps) {
  const isInside = insideAudiences.includes(props.statement.audience)
  return (
    <>
      {isInside && <Members {...props} />}
      <FromList {...props} />
      <OneMore {...props} />
    </>
  )
}

function Members({ board, statement, onDone }: AddPeopleProps) {
  const text = useText('communications')
  const members = useAnswer(listMembers, { limit: 200 }).data?.items ?? []
  const active = members.filter(({ status, role }) => status === 'active' && role !== 'guest')
  const [failure, setFailure] = useState<string>()
  const add = async () => {
    setFailure(undefined)
    try {
      const memberIds = active.map(({ id }) => id)
      await call(addRecipients, { id: board.incidentId, statement: statement.id, memberIds })
      onDone()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('say.failed'))
    }
  }
  return (
    <>
      <Button
        variant="default"
        className={classes.act}
        disabled={active.length === 0}
        onClick={() => void add()}
      >
        {text('people.everyone', { count: active.length })}
      </Button>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </>
  )
}

interface Progress {
  readonly done: number
  readonly all: number
  readonly added: number
  readonly broken: readonly { row: number; message: string }[]
}

/** A list of tens of thousands goes in parts, and says how far it is. */
function FromList({ board, statement, onDone }: AddPeopleProps) {
  const text = useText('communications')
  const [progress, setProgress] = useState<Progress>()
  const [failure, setFailure] = useState<string>()
  const send = async (file: File) => {
    setFailure(undefined)
    try {
      const parts = partsOf(await file.text())
      let [added, broken]: [number, Progress['broken']] = [0, []]
      for (const [at, { csv, firstRow }] of parts.entries()) {
        setProgress({ done: at, all: parts.length, added, broken })
        const about = { id: board.incidentId, statement: statement.id }
        const answer = await call(addRecipients, { ...about, csv, firstRow })
        added += answer.added
        broken = [...broken, ...answer.broken]
      }
      setProgress({ done: parts.length, all: parts.length, added, broken })
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('say.failed'))
    }
    onDone()
  }
  return (
    <>
      <div className={classes.buttons}>
        <FileButton accept=".csv,text/csv" onChange={(file) => file && void send(file)}>
          {(button) => (
            <Button variant="default" className={classes.act} {...button}>
              {text('people.csv')}
            </Button>
          )}
        </FileButton>
      </div>
      <p className={classes.dim}>{text('people.csvHint')}</p>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {progress && (
        <Notice tone={progress.broken.length > 0 ? 'warn' : 'good'}>
          <p>
            {progress.done < progress.all
              ? text('people.reading', { done: progress.done, all: progress.all })
              : text('people.added', { count: progress.added })}
          </p>
          {progress.broken.length > 0 && (
            <>
              <p>{text('people.broken', { count: progress.broken.length })}</p>
              <ul>
                {progress.broken.slice(0, 50).map(({ row, message }) => (
                  <li key={row}>
                    {text('people.row', { row })} {message}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Notice>
      )}
    </>
  )
}

const ways = ['mail', 'phone', 'letter', 'hand', 'portal'] as const

function OneMore({ board, statement, onDone }: AddPeopleProps) {
  const text = useText('communications')
  const [broken, setBroken] = useState<string>()
  const initial: { name: string; where: string; way: (typeof ways)[number] } = {
    name: '',
    where: '',
    way: 'mail',
  }
  const form = useForm({
    schema: z.looseObject({ name: z.string().trim().min(1).max(200) }),
    initial,
    send: ({ name, where = '', way }: LeftEmpty<typeof initial, 'where'>) => {
      const column = { mail: 'email', phone: 'phone', letter: 'street', hand: 'extra', portal: 'extra' }[way]
      const csv = `name,${column},way\n${[name, where, way].map(quoted).join(',')}`
      return call(addRecipients, { id: board.incidentId, statement: statement.id, csv })
    },
    onDone: (answer) => {
      setBroken(answer.broken[0]?.message)
      if (answer.broken.length === 0) form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('people.add')}>
      <TextInput label={text('people.name')} maxLength={200} {...form.field('name')} />
      <NativeSelect
        label={text('people.way')}
        {...form.field('way')}
        data={ways.map((value) => ({ value, label: text(`channel.${value}`) }))}
      />
      {form.values.way !== 'hand' && form.values.way !== 'portal' && (
        <TextInput label={text(`people.where.${form.values.way}`)} maxLength={250} {...form.field('where')} />
      )}
      {broken !== undefined && <Notice tone="warn">{broken}</Notice>}
    </PlainForm>
  )
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
