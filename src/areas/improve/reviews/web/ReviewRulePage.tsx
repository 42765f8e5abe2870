import { NativeSelect, NumberInput, Textarea } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { changeReviewRule, readReviewRule, type ReviewRule } from '../contract/plan.ts'
import { reviewAsks } from '../contract/words.ts'
import { OneOf } from './parts/PartFrame.tsx'

/** When reviews are planned here, by whom they are led, and what closing a serious case asks for. */
export function ReviewRulePage() {
  const text = useText('reviews')
  const rule = useAnswer(readReviewRule, {})
  return (
    <Page title={text('rule.title')} lead={text('rule.lead')}>
      {rule.error && <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />}
      {rule.isPending && <Loading />}
      {rule.data && !rule.data.can.change && <Notice tone="active">{text('rule.may')}</Notice>}
      {rule.data && (
        <RuleForm key={rule.data.changedAt ?? ''} rule={rule.data} onDone={() => void rule.refetch()} />
      )}
    </Page>
  )
}

function RuleForm({ rule, onDone }: { readonly rule: ReviewRule; readonly onDone: () => void }) {
  const text = useText('reviews')
  const people = peopleAmong(useEvery(listMembers, {}))
  const { asks, ownerId, facilitatorId, secondId, seriousDays, liteDays, reason, can } = rule
  const form = useForm({
    schema: changeReviewRule.input,
    initial: { asks, ownerId, facilitatorId, secondId, seriousDays, liteDays, reason },
    send: (values) => call(changeReviewRule, values),
    onDone: () => {
      showDone(text('rule.done'))
      onDone()
    },
  })
  const fields = (
    <fieldset disabled={!can.change} style={{ border: 0, margin: 0, padding: 0 }}>
      <OneOf
        label={text('rule.asks')}
        value={form.values.asks}
        mayWrite={can.change}
        onChange={(value) => form.set('asks', value)}
        options={reviewAsks.map((value) => ({ value, label: text(`asks.${value}`) }))}
      />
      <p>{text(`asksMeans.${form.values.asks}`)}</p>
      {form.values.asks === 'nothing' && (
        <Textarea
          label={text('rule.reason')}
          autosize
          minRows={2}
          maxLength={1000}
          {...form.field('reason')}
        />
      )}
      {(['ownerId', 'facilitatorId', 'secondId'] as const).map((name) => (
        <NativeSelect
          key={name}
          label={text(`rule.${name}`)}
          description={text(`rule.${name}Hint`)}
          value={form.values[name] ?? ''}
          data={[{ value: '', label: text(`rule.${name}None`) }, ...people.options]}
          onChange={(event) => form.set(name, event.currentTarget.value || null)}
          mt="sm"
        />
      ))}
      {(['seriousDays', 'liteDays'] as const).map((name) => (
        <NumberInput
          key={name}
          label={text(`rule.${name}`)}
          min={1}
          max={60}
          value={form.values[name]}
          onChange={(value) => form.set(name, Number(value))}
          error={form.field(name).error}
          mt="sm"
        />
      ))}
    </fieldset>
  )
  if (!can.change) return fields
  return (
    <PlainForm form={form} submitLabel={text('rule.save')}>
      {fields}
    </PlainForm>
  )
}
