import { EmptyState } from '../../ui/kit/EmptyState.tsx'
import { To } from '../../ui/place.tsx'
import { useText } from '../../ui/text.ts'

/** An address that leads nowhere. */
export function MissingPage() {
  const text = useText('app')
  return (
    <EmptyState
      title={text('missing.title')}
      lead={text('missing.lead')}
      action={<To path="/">{text('missing.home')}</To>}
    />
  )
}
