import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ErrorState } from '../../ui/kit/ErrorState.tsx'
import { Loading } from '../../ui/kit/Loading.tsx'
import { PlainPage } from '../../ui/plain/PlainPage.tsx'
import { kept } from '../../ui/kept.ts'
import { useText } from '../../ui/text.ts'
import { accountQuery } from './who.ts'

/** `/`: on to the organisation last seen on this device, or the first one. */
export function StartPage() {
  const text = useText('app')
  const account = useQuery(accountQuery)
  const tenants = account.data?.organisations
  useEffect(() => {
    const next = tenants?.find(({ slug }) => slug === kept('tenant')) ?? tenants?.[0]
    if (next) location.replace(`/t/${next.slug}`)
  }, [tenants])
  if (account.error) return <ErrorState error={account.error} onRetry={() => void account.refetch()} />
  if (tenants?.length !== 0) return <Loading />
  return (
    <PlainPage title={text('none.title')} lead={text('none.lead')}>
      {null}
    </PlainPage>
  )
}
