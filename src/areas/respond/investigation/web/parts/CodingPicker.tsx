import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { codeIncident, readCoding, type Coding } from '../../contract/coding.ts'
import { codingChoices, codingGroups, overallRatings, type CodingGroup } from '../../rules/coding.ts'
import type { Case } from './case.ts'
import classes from './investigation.module.css'

/** Six questions in plain words; the answers are a VERIS record. */
export function CodingPicker({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const view = useAnswer(readCoding, { id }, { live: { stream: id, kinds: ['incident.code', 'vector.'] } })
  if (view.error && !view.data) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />
  if (!view.data) return <Loading lines={3} />
  const { coding, suggested } = view.data
  return (
    <Section title={text('coding.title')}>
      <p className={classes.dim}>{text(coding === null ? 'coding.lead' : 'coding.done')}</p>
      {mayWork ? (
        <Picker
          key={JSON.stringify(coding ?? suggested)}
          id={id}
          start={coding ?? suggested}
          isSuggestion={coding === null}
        />
      ) : (
        coding !== null && <Picked coding={coding} />
      )}
    </Section>
  )
}

function Picked({ coding }: { readonly coding: Coding }) {
  const text = useText('investigation')
  return (
    <dl className={classes.summary}>
      {codingGroups.map((group) => (
        <div key={group}>
          <dt>{text(`coding.${group}`)}</dt>
          <dd>{coding[group].map((choice) => text(`choice.${group}.${choice}`)).join(', ') || '–'}</dd>
        </div>
      ))}
    </dl>
  )
}

interface PickerProps {
  readonly id: string
  readonly start: Coding
  readonly isSuggestion: boolean
}

function Picker({ id, start, isSuggestion }: PickerProps) {
  const text = useText('investigation')
  const [coding, setCoding] = useState(start)
  const code = useAct(codeIncident, { refreshes: [readCoding], onDone: () => showDone(text('coding.saved')) })
  const toggle = (group: CodingGroup, choice: string) => {
    const picked = coding[group]
    const next = picked.includes(choice) ? picked.filter((one) => one !== choice) : [...picked, choice]
    setCoding({ ...coding, [group]: next })
  }
  return (
    <div className={classes.stack}>
      {codingGroups.map((group) => (
        <fieldset key={group} className={classes.choices}>
          <legend>{text(`coding.${group}`)}</legend>
          {Object.keys(codingChoices[group]).map((choice) => (
            <label key={choice}>
              <input
                type="checkbox"
                checked={coding[group].includes(choice)}
                onChange={() => toggle(group, choice)}
              />
              {text(`choice.${group}.${choice}`)}
            </label>
          ))}
        </fieldset>
      ))}
      <NativeSelect
        label={text('coding.overall')}
        value={coding.overall}
        onChange={({ currentTarget: { value } }) =>
          setCoding({ ...coding, overall: overallRatings.find((one) => one === value) ?? 'Unknown' })
        }
        data={overallRatings.map((value) => ({ value, label: text(`overall.${value}`) }))}
      />
      {code.error instanceof CallError && <Notice tone="bad">{code.error.message}</Notice>}
      <div>
        <Button loading={code.isPending} onClick={() => code.mutate({ id, coding })}>
          {text(isSuggestion ? 'coding.accept' : 'coding.save')}
        </Button>
      </div>
    </div>
  )
}
