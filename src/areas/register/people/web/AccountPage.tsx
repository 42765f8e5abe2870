import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { useSession } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { AccountFactors } from './parts/AccountFactors.tsx'
import { AccountSessions } from './parts/AccountSessions.tsx'
import { LookChoices } from './parts/LookChoices.tsx'
import { PasswordChange } from './parts/PasswordChange.tsx'

/** A person's own account: how they sign in, and where they are signed in. */
export function AccountPage() {
  const text = useText('people')
  const door = useText('doors')
  const { person, tenant, tenants } = useSession()
  return (
    <Page title={text('account.title')} lead={text('account.lead')}>
      <Facts
        facts={[
          [door('field.name'), person.name],
          [door('field.email'), person.email],
          [text('people.role'), door(`role.${tenants.find(({ slug }) => slug === tenant.slug)?.role}.name`)],
          [text('account.organisations'), tenants.map(({ name }) => name).join(', ')],
        ]}
      />
      <Section title={text('account.sessions')}>
        <AccountSessions />
      </Section>
      <AccountFactors />
      <Panels of="account" subject={{ id: tenant.slug }} />
      <Section title={text('account.password')}>
        <PasswordChange />
      </Section>
      <Section title={text('account.look')}>
        <LookChoices />
      </Section>
    </Page>
  )
}
