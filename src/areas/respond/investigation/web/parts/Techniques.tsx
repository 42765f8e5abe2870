import { Button, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listTechniques, tagTechnique, untagTechnique } from '../../contract/observables.ts'
import { attackVersion, techniqueNames } from '../../rules/techniques.ts'
import type { Case } from './case.ts'
import classes from './investigation.module.css'

/** What attackers did, by the ids of ATT&CK, each with the version in which it was looked up. */
export function Techniques({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const list = useAnswer(listTechniques, { id }, { live: { stream: id, kinds: ['technique.'] } })
  const untag = useAct(untagTechnique, { refreshes: [listTechniques] })
  return (
    <Section title={text('techniques.title')}>
      <p className={classes.dim}>{text('techniques.lead')}</p>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <ul className={classes.rows}>
        {list.data?.items.map(({ technique, name, version, note }) => (
          <li key={technique}>
            <div className={classes.words}>
              <span>
                <strong className={classes.value}>{technique}</strong> {name ?? text('techniques.unnamed')}
              </span>
              <span className={classes.dim}>
                {text('techniques.version', { version })}
                {note !== '' && ` · ${note}`}
              </span>
            </div>
            {mayWork && (
              <Button
                variant="subtle"
                size="compact-md"
                onClick={() => untag.mutate({ id, technique })}
                aria-label={text('techniques.untagOf', { technique })}
                data-no-print
              >
                {text('techniques.untag')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWork && <NewTechnique id={id} onDone={() => void list.refetch()} />}
    </Section>
  )
}

function NewTechnique({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const text = useText('investigation')
  const names = useId()
  const form = useForm({
    schema: tagTechnique.input.pick({ technique: true, version: true, note: true }),
    initial: { technique: '', version: attackVersion, note: '' },
    send: (values) => call(tagTechnique, { id, ...values }),
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('techniques.tag')}>
      <TextInput
        label={text('techniques.id')}
        description={text('techniques.idHint')}
        list={names}
        maxLength={20}
        {...form.field('technique')}
      />
      <datalist id={names}>
        {Object.entries(techniqueNames).map(([technique, name]) => (
          <option key={technique} value={technique}>
            {name}
          </option>
        ))}
      </datalist>
      <TextInput label={text('techniques.versionLabel')} maxLength={7} {...form.field('version')} />
      <TextInput label={text('traces.note')} maxLength={1000} {...form.field('note')} />
    </PlainForm>
  )
}
