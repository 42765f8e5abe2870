import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { SecretOnce } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import { readProvisioning, type Provisioning } from '../contract.ts'
import { Groups } from './parts/Groups.tsx'
import { Keys } from './parts/Keys.tsx'
import { LdapReadings } from './parts/LdapReadings.tsx'
import { LdapForm } from './parts/LdapForm.tsx'

const kinds = ['ldap.', 'provisioning_key.', 'provisioned_group.', 'provisioned_person.']

/** How the organisation's own directory brings people in, and what its groups make of them. */
export function ProvisioningPage() {
  const text = useText('provisioning')
  const answer = useAnswer(readProvisioning, {}, { live: { stream: '*', kinds } })
  return (
    <Page title={text('title')} lead={text('lead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && <Shown provisioning={answer.data} />}
    </Page>
  )
}

function Shown({ provisioning }: { readonly provisioning: Provisioning }) {
  const text = useText('provisioning')
  const [secret, setSecret] = useState<string>()
  return (
    <>
      {secret !== undefined && (
        <SecretOnce
          title={text('secret.title')}
          lead={text('secret.lead')}
          secrets={[secret]}
          doneLabel={text('secret.done')}
          onDone={() => setSecret(undefined)}
        />
      )}
      <Section title={text('keys.title')}>
        <Keys provisioning={provisioning} onMade={setSecret} />
      </Section>
      <Section title={text('ldap.title')}>
        {provisioning.ldap !== null && <LdapReadings ldap={provisioning.ldap} />}
        {/* A new form where it was changed elsewhere. */}
        <LdapForm key={provisioning.ldap?.version ?? 0} ldap={provisioning.ldap} />
      </Section>
      <Section title={text('groups.title')}>
        <Groups groups={provisioning.groups} />
      </Section>
    </>
  )
}
