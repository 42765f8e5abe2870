import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { askedFields, isSameValue } from '../../../../../base/own-field-values.ts'
import { wordsIn, type FieldValue, type OwnField } from '../../../../../base/own-fields.ts'
import { answerKey, useAct } from '../../../../../ui/answers.ts'
import { useAskBeforeLeaving } from '../../../../../ui/form.ts'
import { Behind } from '../../../../../ui/kit/Behind.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { draftFault, draftValue, draftValues, type Drafts } from '../../../../../ui/own-fields/drafts.ts'
import { OwnFieldInputs } from '../../../../../ui/own-fields/OwnFieldInputs.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { changeDetails, readDetails, type Details } from '../../contract/details.ts'
import type { Incident } from '../../contract/incident.ts'
import { answered, type Wanted } from '../../rules/details.ts'
import { usePeople } from '../parts/people.ts'
import { RoomDialog } from '../parts/RoomDialog.tsx'
import { useDetailWords } from './detail-words.ts'
import classes from './details.module.css'

interface DetailsDialogProps {
  /** As the server has it now; it may move while somebody types. */
  readonly details: Details
  readonly incident: Incident
  readonly onClose: () => void
}

/** Answers to the organisation's own fields. What others change meanwhile is shown beside, and never written over unseen. */
export function DetailsDialog({ details, incident, onClose }: DetailsDialogProps) {
  const text = useText('details')
  const { id, kind, severity } = incident
  // What stood there when the typing began: only what differs from it is sent.
  const [seen, setSeen] = useState(details)
  const [typed, setTyped] = useState<Drafts>({})
  const [isTried, setTried] = useState(false)
  const people = usePeople()
  const { fields } = seen
  const standing = valuesOf(seen)
  const drafts = { ...standing, ...typed }
  // What was typed into a field that another answer has hidden since is not sent.
  const asked = askedFields(fields, { kind, severity, values: draftValues(fields, drafts) })
  const wanted = changesOf(asked, typed, seen)
  const falling = fallingAway(seen, incident, wanted)
  const newer = newerThan(seen, details, new Set(Object.keys(typed)))
  useAskBeforeLeaving(wanted.length > 0)
  const client = useQueryClient()
  const save = useAct(changeDetails, {
    refreshes: [readDetails],
    onDone: () => {
      showDone(text('saved'))
      onClose()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    const isWrong = asked.some(
      (field) => draftFault(field, typed[field.key], standing[field.key]) !== undefined,
    )
    if (wanted.length === 0 || isWrong || newer.length > 0) return
    // Somebody was quicker: what they said is read, and shown as a choice.
    const onError = () => void client.invalidateQueries({ queryKey: answerKey(readDetails, { id }) })
    save.mutate({ id, changes: wanted }, { onError })
  }
  return (
    <RoomDialog title={text('editTitle')} isOpen onClose={onClose}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <OwnFieldInputs
          fields={fields}
          kind={kind}
          severity={severity}
          drafts={drafts}
          onChange={(key, draft) => setTyped({ ...typed, [key]: draft })}
          people={people.active}
          nameOf={people.nameOf}
          standing={standing}
          faultOf={(key) => save.error?.faults.find(({ path }) => path === `details.${key}`)?.message}
        />
        {newer.length > 0 && (
          <BehindOthers
            newer={newer}
            onMine={() => setSeen(details)}
            onTheirs={() => {
              setSeen(details)
              const theirs = new Set(newer.map(({ field }) => field.key))
              setTyped(Object.fromEntries(Object.entries(typed).filter(([key]) => !theirs.has(key))))
            }}
          />
        )}
        {falling.length > 0 && (
          <Notice tone="warn" title={text('falling')}>
            <Names fields={falling} />
          </Notice>
        )}
        {isTried && wanted.length === 0 && <Notice tone="active">{text('same')}</Notice>}
        {save.error && <Notice tone="bad">{save.error.message}</Notice>}
        <div className={classes.buttons}>
          <Button type="submit" loading={save.isPending}>
            {text('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
        </div>
      </form>
    </RoomDialog>
  )
}

interface BehindProps {
  readonly newer: ReturnType<typeof newerThan>
  readonly onMine: () => void
  readonly onTheirs: () => void
}

/** Somebody else was quicker at a field that is being typed in: what they said, and the choice. */
function BehindOthers({ newer, onMine, onTheirs }: BehindProps) {
  const text = useText('details')
  const language = useLanguage()
  const say = useDetailWords()
  return (
    <Behind title={text('behind')} onMine={onMine} onTheirs={onTheirs}>
      <ul>
        {newer.map(({ field, value, by }) => (
          <li key={field.key}>
            {text(value === undefined ? 'takenBack' : 'theirs', {
              name: wordsIn(field.name, language),
              words: value === undefined ? '' : say(field, value),
              by,
            })}
          </li>
        ))}
      </ul>
    </Behind>
  )
}

function Names({ fields }: { readonly fields: readonly OwnField[] }) {
  const language = useLanguage()
  return (
    <ul>
      {fields.map(({ key, name }) => (
        <li key={key}>{wordsIn(name, language)}</li>
      ))}
    </ul>
  )
}

function valuesOf({ values }: Details): Record<string, FieldValue> {
  return Object.fromEntries(values.map(({ key, value }) => [key, value]))
}

function changesOf(fields: readonly OwnField[], typed: Drafts, seen: Details): Wanted[] {
  return fields.flatMap((field) => {
    if (!Object.hasOwn(typed, field.key)) return []
    const before = seen.values.find(({ key }) => key === field.key)
    const value = draftValue(field, typed[field.key])
    if (isSameValue(value, before?.value)) return []
    return [{ key: field.key, value: value ?? null, was: before?.version ?? 0 }]
  })
}

/** Answers that go because what they depend on is answered otherwise now. */
function fallingAway(seen: Details, { kind, severity }: Incident, wanted: readonly Wanted[]): OwnField[] {
  const { changes } = answered({
    fields: seen.fields,
    kind,
    severity,
    severityBefore: severity,
    standing: new Map(seen.values.map((one) => [one.key, one])),
    wanted,
    firstVersion: 1,
  })
  return changes.filter(({ isHidden, from }) => isHidden && from !== undefined).map(({ field }) => field)
}

/** Answers of others to fields that are being typed in. */
function newerThan(seen: Details, now: Details, typed: ReadonlySet<string>) {
  return seen.fields.flatMap((field) => {
    if (!typed.has(field.key)) return []
    const [before, after] = [seen, now].map(({ values }) => values.find(({ key }) => key === field.key))
    if (before?.version === after?.version) return []
    return [{ field, value: after?.value, by: after?.changedBy ?? '' }]
  })
}
