import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readGuestPlan } from '../contract/guests.ts'

/** On Today of a guest: the plan that was opened to them. Nothing where none was, as for the guest of a case. */
export function TodayGuestPlan() {
  const text = useText('plan')
  const plan = useAnswer(readGuestPlan, {})
  if (!plan.data) return null
  return (
    <Section title={text('guests.openToYou')}>
      <p>
        <To path="/guest-plan">{plan.data.document.title}</To> · {text('guests.until')}{' '}
        <TimeText at={plan.data.endsAt} form="absolute" />
      </p>
    </Section>
  )
}
