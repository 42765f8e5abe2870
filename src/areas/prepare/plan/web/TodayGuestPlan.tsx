import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { findGuestPlan } from '../contract/guests.ts'

/** On Today of a guest: the plan that was opened to them. Nothing where none was, as for the guest of a case. */
export function TodayGuestPlan() {
  const text = useText('plan')
  const plan = useAnswer(findGuestPlan, {})
  const opening = plan.data?.opening
  if (!opening) return null
  return (
    <Section title={text('guests.openToYou')}>
      <p>
        <To path="/guest-plan">{text('guests.version', { version: opening.version })}</To> ·{' '}
        {text('guests.until')} <TimeText at={opening.endsAt} form="absolute" />
      </p>
    </Section>
  )
}
