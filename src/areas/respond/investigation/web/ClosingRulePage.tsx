import { Checkbox } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { changeClosingRule, readClosingRule } from '../contract/closing.ts'

/** How strict closing is in this organisation. */
export function ClosingRulePage() {
  const text = useText('investigation')
  const rule = useAnswer(readClosingRule, {})
  const change = useAct(changeClosingRule, { refreshes: [readClosingRule] })
  if (rule.error) return <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />
  if (!rule.data) return <Loading />
  return (
    <Page title={text('rule.title')} lead={text('rule.lead')}>
      <Checkbox
        size="md"
        label={text('rule.strict')}
        description={text('rule.hint')}
        checked={change.variables && change.isPending ? change.variables.strict : rule.data.strict}
        disabled={!rule.data.can.change}
        onChange={(event) => change.mutate({ strict: event.currentTarget.checked })}
      />
      {!rule.data.can.change && <Notice tone="active">{text('rule.may')}</Notice>}
      {change.error instanceof CallError && <Notice tone="bad">{change.error.message}</Notice>}
    </Page>
  )
}
