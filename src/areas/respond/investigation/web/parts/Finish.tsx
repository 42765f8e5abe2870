import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { markCounting, readCauses, type Finding } from '../../contract/causes.ts'
import { listWaivers, settleWaiver, type RunWaiver } from '../../contract/closing.ts'
import { exportMisp, exportStix, exportVeris } from '../../contract/coding.ts'
import { countings } from '../../contract/words.ts'
import type { Case } from './case.ts'
import { CodingPicker } from './CodingPicker.tsx'
import { ExportButton } from './ExportButton.tsx'
import { FormDialog } from './FormDialog.tsx'
import classes from './investigation.module.css'

/** What is left before closing and for those who read it afterwards. */
export function Finish({ of: found }: { readonly of: Case }) {
  const text = useText('investigation')
  const { id, mayExport } = found
  return (
    <>
      <Waivers of={found} />
      <CodingPicker of={found} />
      {mayExport && (
        <Section title={text('share.title')}>
          <p className={classes.dim}>{text('share.lead')}</p>
          <div className={classes.buttons}>
            <ExportButton endpoint={exportVeris} id={id} label={text('share.veris')} />
            <ExportButton endpoint={exportStix} id={id} label={text('share.stix')} />
            <ExportButton endpoint={exportMisp} id={id} label={text('share.misp')} />
          </div>
        </Section>
      )}
      <Counting of={found} />
    </>
  )
}

function Waivers({ of: { id, mayClose } }: { readonly of: Case }) {
  const text = useText('investigation')
  const list = useAnswer(
    listWaivers,
    { id },
    { live: { stream: id, kinds: ['waiver.', 'step.', 'evidence.'] } },
  )
  const [settled, setSettled] = useState<RunWaiver>()
  if (!list.data || list.data.items.length === 0) return null
  return (
    <Section title={text('waivers.title')}>
      <p className={classes.dim}>{text('waivers.lead')}</p>
      <ul className={classes.rows}>
        {list.data.items.map((waiver) => (
          <li key={waiver.waiver}>
            <div className={classes.words}>
              <strong>{waiver.step}</strong>
              <StateMark
                tone={waiver.isOpen ? 'warn' : 'good'}
                word={text(waiver.isOpen ? 'waivers.open' : 'waivers.settled')}
              />
              {waiver.missing.length > 0 && (
                <p>{text('waivers.missing', { items: waiver.missing.join(', ') })}</p>
              )}
              <p>{text('waivers.signed', { who: waiver.signedBy, reason: waiver.reason })}</p>
              {waiver.words !== null && (
                <p>{text('waivers.words', { who: waiver.settledBy ?? '', words: waiver.words })}</p>
              )}
            </div>
            {mayClose && waiver.isOpen && (
              <Button
                variant="default"
                size="compact-md"
                onClick={() => setSettled(waiver)}
                aria-label={text('waivers.settleOf', { step: waiver.step })}
                data-no-print
              >
                {text('waivers.settle')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {settled !== undefined && (
        <Settle
          id={id}
          waiver={settled}
          onDone={() => {
            setSettled(undefined)
            void list.refetch()
          }}
        />
      )}
    </Section>
  )
}

interface SettleProps {
  readonly id: string
  readonly waiver: RunWaiver
  readonly onDone: () => void
}

function Settle({ id, waiver, onDone }: SettleProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: settleWaiver.input.pick({ words: true }),
    initial: { words: '' },
    send: ({ words }) => call(settleWaiver, { id, waiver: waiver.waiver, words }),
    onDone,
  })
  return (
    <FormDialog title={text('waivers.settle')} onClose={onDone}>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <p>{waiver.step}</p>
        <Textarea
          label={text('waivers.ask')}
          autosize
          minRows={2}
          maxLength={1000}
          required
          data-autofocus
          {...form.field('words')}
        />
      </PlainForm>
    </FormDialog>
  )
}

function Counting({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const causes = useAnswer(readCauses, { id }, { live: { stream: id, kinds: ['counting.'] } })
  if (!causes.data) return null
  const { counts, leftOutAs } = causes.data
  return (
    <Section title={text('counting.title')}>
      <div>
        <StateMark
          tone={counts ? 'good' : 'quiet'}
          word={text(counts ? 'counting.counts' : `counting.${leftOutAs ?? 'test'}`)}
        />
      </div>
      {mayWork && (counts || leftOutAs === 'test' || leftOutAs === 'entered_afterwards') && (
        <CountingForm
          key={causes.data.counting}
          id={id}
          finding={causes.data}
          onDone={() => void causes.refetch()}
        />
      )}
    </Section>
  )
}

interface CountingFormProps {
  readonly id: string
  readonly finding: Finding
  readonly onDone: () => void
}

function CountingForm({ id, finding, onDone }: CountingFormProps) {
  const text = useText('investigation')
  const form = useForm({
    schema: markCounting.input.pick({ counting: true, reason: true }),
    initial: { counting: finding.counting, reason: finding.countingReason },
    send: (values) => call(markCounting, { id, ...values }),
    onDone,
  })
  return (
    <details>
      <summary>{text('counting.change')}</summary>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <NativeSelect
          label={text('counting.mark')}
          {...form.field('counting')}
          data={countings.map((value) => ({
            value,
            label: text(value === 'none' ? 'counting.counts' : `counting.${value}`),
          }))}
        />
        <Textarea
          label={text('ideas.reason')}
          autosize
          minRows={2}
          maxLength={1000}
          required
          {...form.field('reason')}
        />
      </PlainForm>
    </details>
  )
}
