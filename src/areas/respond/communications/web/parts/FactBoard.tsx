import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readSituation, saveSituation } from '../../../incidents/contract/situation.ts'
import type { StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

const standings = ['confirmed', 'checking', 'unknown'] as const
type Standing = (typeof standings)[number]
const tones = { confirmed: 'good', checking: 'active', unknown: 'unknown' } as const

interface FactBoardProps {
  readonly board: StatementBoard
  readonly onDone: () => void
}

/** What is sure, what is being checked, what nobody knows: the one source of every statement. */
export function FactBoard({ board, onDone }: FactBoardProps) {
  const text = useText('communications')
  const [failure, setFailure] = useState<string>()
  const { facts, incidentId: id } = board
  const save = async (lists: Pick<typeof facts, Standing>) => {
    const { headline, next, clock, version } = facts
    setFailure(undefined)
    try {
      const body = {
        headline: headline || `INC-${board.number}: ${board.title}`.slice(0, 500),
        ...lists,
        next,
        clock,
      }
      await call(saveSituation, { id, basedOn: version, body })
      onDone()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('say.failed'))
      throw error
    }
  }
  const move = (fact: string, from: Standing, to: Standing | 'gone') => {
    const lists = { confirmed: facts.confirmed, checking: facts.checking, unknown: facts.unknown }
    const without = { ...lists, [from]: lists[from].filter((one) => one !== fact) }
    void save(to === 'gone' ? without : { ...without, [to]: [...without[to], fact] }).catch(() => undefined)
  }
  return (
    <Section title={text('facts.title')}>
      <p className={classes.dim}>{text('facts.lead')}</p>
      {facts.version === 0 && <FromRoom id={id} onSave={save} />}
      <div className={classes.columns}>
        {standings.map((standing) => (
          <div key={standing} className={classes.column}>
            <h3>
              <StateMark tone={tones[standing]} word={text(`facts.${standing}`)} />
            </h3>
            <ul className={classes.rows}>
              {facts[standing].length === 0 && <li className={classes.dim}>{text('facts.none')}</li>}
              {facts[standing].map((fact) => (
                <li key={fact} className={classes.fact}>
                  <span>{fact}</span>
                  <Can permission="incident.brief">
                    <NativeSelect
                      aria-label={text('facts.moveOf', { fact })}
                      value={standing}
                      onChange={(event) => move(fact, standing, choiceOf(event.currentTarget.value))}
                      data={[
                        ...standings.map((value) => ({ value, label: text(`facts.${value}`) })),
                        { value: 'gone', label: text('facts.remove') },
                      ]}
                    />
                  </Can>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <Can permission="incident.brief">
        <NewFact
          onSave={(fact, standing) =>
            save({
              confirmed: facts.confirmed,
              checking: facts.checking,
              unknown: facts.unknown,
              [standing]: [...facts[standing], fact],
            })
          }
        />
      </Can>
    </Section>
  )
}

function choiceOf(value: string): Standing | 'gone' {
  return standings.find((one) => one === value) ?? 'gone'
}

/** The room knows some already: taken over by one press, then judged by a person. */
function FromRoom({
  id,
  onSave,
}: {
  readonly id: string
  readonly onSave: (lists: Pick<StatementBoard['facts'], Standing>) => Promise<void>
}) {
  const text = useText('communications')
  const { draft } = useAnswer(readSituation, { id }).data ?? {}
  const count = draft === undefined ? 0 : standings.reduce((sum, standing) => sum + draft[standing].length, 0)
  if (draft === undefined || count === 0) return null
  return (
    <Notice tone="active" title={text('facts.fromRoom', { count })}>
      <Can permission="incident.brief">
        <Button
          variant="default"
          className={classes.act}
          onClick={() =>
            void onSave({
              confirmed: draft.confirmed,
              checking: draft.checking,
              unknown: draft.unknown,
            }).catch(() => undefined)
          }
        >
          {text('facts.takeOver')}
        </Button>
      </Can>
    </Notice>
  )
}

function NewFact({ onSave }: { readonly onSave: (fact: string, standing: Standing) => Promise<void> }) {
  const text = useText('communications')
  const initial: { fact: string; standing: Standing } = { fact: '', standing: 'checking' }
  const form = useForm({
    schema: z.looseObject({ fact: z.string().trim().min(1).max(500) }),
    initial,
    send: ({ fact, standing }) => onSave(fact.trim(), standing),
    onDone: () => form.reset(),
  })
  return (
    <PlainForm form={form} submitLabel={text('facts.add')}>
      <TextInput label={text('facts.new')} maxLength={500} {...form.field('fact')} />
      <NativeSelect
        label={text('facts.standing')}
        {...form.field('standing')}
        data={standings.map((value) => ({ value, label: text(`facts.${value}`) }))}
      />
    </PlainForm>
  )
}
