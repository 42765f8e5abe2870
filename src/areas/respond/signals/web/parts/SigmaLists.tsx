import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { listDetectionRules } from '../../contract/detection-rules.ts'
import { keepSigmaList, type SigmaList } from '../../contract/sigma.ts'
import classes from '../signals.module.css'

/** What placeholders of rules stand for in this firm; nothing where no rule asks. */
export function SigmaLists({ lists }: { readonly lists: readonly SigmaList[] }) {
  const text = useText('signals')
  if (lists.length === 0) return null
  return (
    <Section title={text('sigmaList.title')}>
      <p className={classes.words}>{text('sigmaList.lead')}</p>
      <ul className={classes.plainList}>
        {lists.map((list) => (
          <li key={list.name} className={classes.stack}>
            <OneList list={list} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function OneList({ list: { name, entries, isOwn } }: { readonly list: SigmaList }) {
  const text = useText('signals')
  const mayManage = useMay('source.manage')
  const kept = entries.join('\n')
  const [typed, setTyped] = useState<string>()
  const keep = useAct(keepSigmaList, { refreshes: [listDetectionRules], onDone: () => setTyped(undefined) })
  const lines = (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return (
    <>
      <Textarea
        label={`%${name}%`}
        description={text(
          isOwn ? 'sigmaList.own' : entries.length === 0 ? 'sigmaList.empty' : 'sigmaList.kept',
          { count: entries.length },
        )}
        autosize
        minRows={2}
        maxRows={10}
        spellCheck={false}
        readOnly={!mayManage}
        value={typed ?? kept}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {mayManage && typed !== undefined && typed !== kept && (
        <div className={classes.choices}>
          <Button loading={keep.isPending} onClick={() => keep.mutate({ name, entries: lines })}>
            {text('sigmaList.keep')}
          </Button>
          <Button variant="default" onClick={() => setTyped(undefined)}>
            {text('sigmaList.leave')}
          </Button>
        </div>
      )}
      {keep.error && <Notice tone="bad">{keep.error.message}</Notice>}
    </>
  )
}
