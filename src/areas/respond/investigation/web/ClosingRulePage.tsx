import { Textarea } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { changeClosingRule, readClosingRule, type ClosingRule } from '../contract/closing.ts'
import { closingAsks } from '../contract/words.ts'
import classes from './parts/investigation.module.css'

/** When a closing asks how it began and why it could happen. */
export function ClosingRulePage() {
  const text = useText('investigation')
  const rule = useAnswer(readClosingRule, {})
  if (rule.error) return <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />
  if (!rule.data) return <Loading />
  return (
    <Page title={text('rule.title')} lead={text('rule.lead')}>
      <RuleForm key={rule.data.asks} rule={rule.data} onDone={() => void rule.refetch()} />
      {rule.data.reason !== '' && (
        <p className={classes.dim}>
          {text('rule.because', { who: rule.data.changedBy ?? '', reason: rule.data.reason })}
        </p>
      )}
      {!rule.data.can.change && <Notice tone="active">{text('rule.may')}</Notice>}
    </Page>
  )
}

function RuleForm({ rule, onDone }: { readonly rule: ClosingRule; readonly onDone: () => void }) {
  const text = useText('investigation')
  const form = useForm({
    schema: changeClosingRule.input.pick({ asks: true }).loose(),
    initial: { asks: rule.asks, reason: '' },
    send: (values) => call(changeClosingRule, values),
    onDone: () => {
      showDone(text('rule.done'))
      onDone()
    },
  })
  const isChanged = form.values.asks !== rule.asks
  const choices = (
    <fieldset className={classes.asked} disabled={!rule.can.change}>
      <legend>{text('rule.when')}</legend>
      {closingAsks.map((value) => (
        <label key={value} className={classes.choice}>
          <input
            type="radio"
            name="asks"
            checked={form.values.asks === value}
            onChange={() => form.set('asks', value)}
          />
          <span>
            <strong>{text(`rule.${value}`)}</strong>
            <span className={classes.dim}>{text(`rule.${value}Means`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
  if (!isChanged) return choices
  return (
    <PlainForm form={form} submitLabel={text('rule.save')}>
      {choices}
      <Textarea
        label={text(form.values.asks === 'used' ? 'rule.reason' : 'rule.reasonMay')}
        autosize
        minRows={2}
        maxLength={1000}
        required={form.values.asks === 'used'}
        {...form.field('reason')}
      />
    </PlainForm>
  )
}
