import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listEvidence } from '../../../evidence/contract/evidence.ts'
import { draftAbuseMail, type AbusePlaces, type Addressee } from '../../contract/abuse.ts'
import type { Statement, StatementBoard } from '../../contract/statements.ts'
import classes from '../parts/statements.module.css'

interface AddresseesProps {
  readonly board: StatementBoard
  readonly found: AbusePlaces
  readonly target: string
  readonly onDone: (made: Statement) => void
}

/** What the report rests on, what is named in it as evidence, and each place that it can go to. */
export function Addressees({ board, found, target, onDone }: AddresseesProps) {
  const text = useText('abuse')
  const language = useLanguage()
  const [evidence, setEvidence] = useState<string[]>([])
  const [failure, setFailure] = useState<string>()
  const sealed = useAnswer(listEvidence, { id: board.incidentId, limit: 20 }).data?.items ?? []
  const draft = async ({ name, email, form }: Addressee) => {
    setFailure(undefined)
    try {
      const wish = { id: board.incidentId, target, name, email, form, evidence }
      onDone(await call(draftAbuseMail, { ...wish, language: language === 'de' ? 'de' : 'en' }))
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failed'))
    }
  }
  return (
    <div className={classes.column}>
      <strong>{found.shown}</strong>
      {found.facts.length === 0 ? (
        <Notice tone="warn">{text('noFact', { target: found.host })}</Notice>
      ) : (
        <ul>
          {found.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {sealed.length > 0 && (
        <Checkbox.Group label={text('evidence')} value={evidence} onChange={setEvidence}>
          {sealed.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} className={classes.check} />
          ))}
        </Checkbox.Group>
      )}
      {found.addressees.length === 0 && <p className={classes.dim}>{text('none')}</p>}
      <ul className={classes.rows}>
        {found.addressees.map((one) => {
          const where = one.email === '' ? one.form : one.email
          return (
            <li key={`${one.from} ${where}`} className={classes.marks}>
              <strong>{where}</strong>
              <span>
                {one.name} {text(`from.${one.from}`)}
              </span>
              {one.caution !== '' && <StateMark tone="warn" word={text(`caution.${one.caution}`)} />}
              <Button
                variant="default"
                className={classes.act}
                disabled={found.facts.length === 0}
                aria-label={text('draftTo', { where })}
                onClick={() => void draft(one)}
              >
                {text('draft')}
              </Button>
            </li>
          )
        })}
      </ul>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </div>
  )
}
