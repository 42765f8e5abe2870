import { Button, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { listDetectionRules } from '../../contract/detection-rules.ts'
import { addSigmaRules, changeSigmaRule, type SigmaRule } from '../../contract/sigma.ts'
import classes from '../signals.module.css'

/** Rules that others wrote, in the format that most share: pasted or dropped in, and switched on one by one. */
export function SigmaRules({ rules }: { readonly rules: readonly SigmaRule[] }) {
  const text = useText('signals')
  return (
    <Section title={text('sigma.title')}>
      <p className={classes.words}>{text('sigma.lead')}</p>
      {rules.length > 0 && (
        <ul className={classes.plainList}>
          {rules.map((rule) => (
            <li key={rule.id} className={classes.rule}>
              <Row rule={rule} />
            </li>
          ))}
        </ul>
      )}
      <Can permission="source.manage">
        <AddRules />
      </Can>
    </Section>
  )
}

function Row({ rule }: { readonly rule: SigmaRule }) {
  const text = useText('signals')
  const mayManage = useMay('source.manage')
  const change = useAct(changeSigmaRule, { refreshes: [listDetectionRules] })
  const { id, title, level, severity, techniques, logsource, author, whyNot, isOn, lastRaisedAt, parts } =
    rule
  const said = [
    level === '' ? '' : text('sigma.level', { word: level, ours: text(`severity.${severity}`) }),
    techniques.join(', '),
    parts.length === 0 ? '' : text('sigma.correlates', { rules: parts.join(', ') }),
    logsource === '' ? '' : text('sigma.for', { logs: logsource }),
    author === '' ? '' : text('sigma.by', { author }),
  ]
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          disabled={!mayManage || (whyNot !== '' && !isOn) || change.isPending}
          onChange={(event) => change.mutate({ id, to: event.currentTarget.checked ? 'on' : 'off' })}
        />
        <span>
          <strong>{title}</strong>
          <small>
            {said.filter(Boolean).join(' · ')}
            {lastRaisedAt && (
              <>
                {' '}
                {text('watch.last')} <TimeText at={lastRaisedAt} form="relative" />.
              </>
            )}
          </small>
          {whyNot !== '' && <small>{`${text('sigma.notHere')} ${whyNot}`}</small>}
        </span>
      </label>
      {mayManage && (
        <Button
          variant="default"
          loading={change.isPending}
          aria-label={`${text('sigma.remove')}: ${title}`}
          onClick={() => change.mutate({ id, to: 'removed' })}
        >
          {text('sigma.remove')}
        </Button>
      )}
      {change.error && <Notice tone="bad">{change.error.message}</Notice>}
    </>
  )
}

function AddRules() {
  const text = useText('signals')
  const id = useId()
  const [file, setFile] = useState('')
  const add = useAct(addSigmaRules, { refreshes: [listDetectionRules], onDone: () => setFile('') })
  const read = async (chosen: File | undefined) => {
    if (chosen !== undefined) add.mutate({ text: await chosen.text() })
  }
  return (
    <div className={classes.stack}>
      <label className={classes.file} htmlFor={id}>
        {text('sigma.choose')}
        <input
          id={id}
          type="file"
          accept=".yml,.yaml,text/plain"
          disabled={add.isPending}
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </label>
      <Textarea
        label={text('sigma.paste')}
        autosize
        minRows={3}
        maxRows={14}
        spellCheck={false}
        value={file}
        onChange={(event) => setFile(event.currentTarget.value)}
      />
      <div>
        <Button
          variant="default"
          loading={add.isPending}
          disabled={file.trim() === ''}
          onClick={() => add.mutate({ text: file })}
        >
          {text('sigma.add')}
        </Button>
      </div>
      {add.data && (
        <Notice tone={add.data.faults.length > 0 ? 'warn' : 'good'}>
          <p>{text('sigma.added', { count: add.data.items.length })}</p>
          {add.data.faults.map(({ document, reason }) => (
            <p key={document}>{text('sigma.fault', { document, reason })}</p>
          ))}
        </Notice>
      )}
      {add.error && <Notice tone="bad">{add.error.message}</Notice>}
    </div>
  )
}
