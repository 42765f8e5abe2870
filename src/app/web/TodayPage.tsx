import { EmptyState } from '../../ui/kit/EmptyState.tsx'
import { Page } from '../../ui/kit/Page.tsx'
import { Panels, useHasPanels } from '../../ui/panels.tsx'
import { useSession } from '../../ui/session.ts'
import { useText } from '../../ui/text.ts'

/** What would fail today, what is due, what is going on: the rooms say it, each in its panel. */
export function TodayPage() {
  const text = useText('app')
  const { tenant } = useSession()
  const isFilled = useHasPanels('today')
  return (
    <Page title={text('today.title')} lead={text('today.lead')}>
      {isFilled ? (
        <Panels of="today" subject={{ id: tenant.slug }} />
      ) : (
        <EmptyState title={text('today.quietTitle')} lead={text('today.quiet')} />
      )}
    </Page>
  )
}
