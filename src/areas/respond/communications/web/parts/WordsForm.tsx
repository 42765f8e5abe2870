import { Textarea, TextInput } from '@mantine/core'
import * as z from 'zod'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm, type Form } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Panels } from '../../../../../ui/panels.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listParties } from '../../../investigation/contract/parties.ts'
import { changeStatement, type Statement, type StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

interface WordsFormProps {
  readonly board: StatementBoard
  readonly statement: Statement
  readonly onDone: () => void
}

const parts = ['opening', 'doing', 'ask', 'closing'] as const
const standings = ['confirmed', 'checking', 'unknown'] as const
type Values = Statement['body'] & { partyIds: string[] }

/** The words, part by part; facts are ticked, never typed, so that none is made up on the way. */
export function WordsForm({ board, statement, onDone }: WordsFormProps) {
  const text = useText('communications')
  const initial: Values = { ...statement.body, partyIds: statement.partyIds }
  const form = useForm({
    schema: z.looseObject({ subject: z.string().trim().min(1).max(200) }),
    initial,
    send: ({ partyIds, ...body }) =>
      call(changeStatement, {
        ...{ id: board.incidentId, statement: statement.id, revision: statement.revision },
        body,
        partyIds,
      }),
    onDone: () => {
      showDone(text('words.saved'))
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('words.save')}>
      {statement.faults.length > 0 && (
        <Notice tone="bad" title={text('words.faults')}>
          <ul>
            {statement.faults.slice(0, 6).map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <TextInput label={text('words.subject')} maxLength={200} {...form.field('subject')} />
      <TextInput label={text('words.greeting')} maxLength={300} {...form.field('greeting')} />
      <Textarea label={text('words.opening')} autosize minRows={3} {...form.field('opening')} />
      {standings.map((standing) => (
        <FactTicks key={standing} standing={standing} board={board} form={form} />
      ))}
      {parts.slice(1).map((part) => (
        <Textarea key={part} label={text(`words.${part}`)} autosize minRows={3} {...form.field(part)} />
      ))}
      <PartyTicks id={board.incidentId} form={form} />
      <Panels
        of="suggestions"
        subject={{
          id: board.incidentId,
          stream: board.incidentId,
          chosen: { purpose: 'statement', language: statement.language },
          places: parts.map((name) => ({ name, label: text(`words.${name}`) })),
          onWords: (sentences, place) => {
            const part = parts.find((one) => one === place)
            if (part !== undefined)
              form.set(part, [form.values[part].trimEnd(), sentences.join(' ')].join('\n').trim())
          },
        }}
      />
    </PlainForm>
  )
}

interface FactTicksProps {
  readonly standing: (typeof standings)[number]
  readonly board: StatementBoard
  readonly form: Form<Values>
}

/** What is known of this standing now; what the draft holds and is no longer so can only be taken out. */
function FactTicks({ standing, board, form }: FactTicksProps) {
  const text = useText('communications')
  const chosen = form.values[standing]
  const all = [...new Set([...board.facts[standing], ...chosen])]
  if (all.length === 0) return null
  return (
    <fieldset className={classes.group}>
      <legend>{text(`facts.${standing}`)}</legend>
      {all.map((fact) => (
        <label key={fact} className={classes.check}>
          <input
            type="checkbox"
            checked={chosen.includes(fact)}
            onChange={(event) =>
              form.set(
                standing,
                event.currentTarget.checked ? [...chosen, fact] : chosen.filter((one) => one !== fact),
              )
            }
          />
          <span>
            {fact}
            {!board.facts[standing].includes(fact) && <strong> {text('words.moved')}</strong>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Who of the affected ends as told by this. */
function PartyTicks({ id, form }: { readonly id: string; readonly form: Form<Values> }) {
  const text = useText('communications')
  const parties = useAnswer(listParties, { id }).data?.items ?? []
  const chosen = form.values.partyIds
  if (parties.length === 0) return null
  return (
    <fieldset className={classes.group}>
      <legend>{text('words.parties')}</legend>
      {parties.map((party) => (
        <label key={party.id} className={classes.check}>
          <input
            type="checkbox"
            checked={chosen.includes(party.id)}
            onChange={(event) =>
              form.set(
                'partyIds',
                event.currentTarget.checked
                  ? [...chosen, party.id]
                  : chosen.filter((one) => one !== party.id),
              )
            }
          />
          <span>
            {party.name}
            {party.toldAt !== null && ` · ${text('words.told')}`}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
