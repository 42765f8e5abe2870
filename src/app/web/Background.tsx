import { UnsentSender } from '../../areas/respond/incidents/web/parts/UnsentSender.tsx'
import { SeverityWords } from '../../areas/register/fields/web/SeverityWords.tsx'
import { KeepOffline } from './offline/KeepOffline.tsx'

/** What works behind every page: words that wait are sent, and what is read is kept for the hour without a connection. */
export function Background() {
  return (
    <>
      <UnsentSender />
      <KeepOffline />
      <SeverityWords />
    </>
  )
}
