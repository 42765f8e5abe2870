import type { Permission } from '../../../../base/permissions.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'

const places: readonly (readonly [path: string, name: string, permission: Permission])[] = [
  ['/settings/organisation', 'organisation', 'tenant.read'],
  ['/settings/sign-on', 'signOn', 'tenant.manage'],
  ['/settings/provisioning', 'provisioning', 'tenant.manage'],
  ['/settings/agreements', 'agreements', 'agreement.read'],
  ['/settings/grading', 'grading', 'grading.read'],
  ['/settings/fields', 'fields', 'form.read'],
  ['/settings/roles', 'roles', 'incident.read'],
  ['/what-counts', 'counts', 'grading.read'],
  ['/settings/profile', 'profile', 'playbook.read'],
  ['/settings/sources', 'sources', 'source.read'],
  ['/settings/mail', 'mail', 'channel.read'],
  ['/settings/chat', 'chat', 'channel.read'],
  ['/settings/telephone', 'telephone', 'channel.read'],
  ['/settings/mail-keys', 'mailKeys', 'recipient.read'],
  ['/settings/webhooks', 'webhooks', 'channel.read'],
  ['/settings/connections', 'connections', 'connection.read'],
  ['/settings/language-model', 'model', 'suggestion.ask'],
  ['/settings/threats', 'threats', 'connection.read'],
  ['/settings/statements', 'statements', 'channel.read'],
  ['/settings/devices', 'devices', 'inbox.own'],
  ['/me/news', 'news', 'inbox.own'],
  ['/settings/knowledge', 'knowledge', 'playbook.read'],
  ['/settings/closing', 'closing', 'practice.read'],
  ['/settings/reviews', 'reviews', 'review.read'],
  ['/settings/report-templates', 'reports', 'report.manage'],
  ['/settings/access-profiles', 'profiles', 'member.manage'],
  ['/settings/keys', 'keys', 'key.manage'],
  ['/settings/audit', 'audit', 'audit.read'],
  ['/settings/record', 'record', 'ledger.read'],
  ['/settings/retention', 'retention', 'privacy.read'],
  ['/settings/data-requests', 'dataRequests', 'privacy.read'],
]

/** Everything that is set once and looked at now and then. */
export function SettingsPage() {
  const text = useText('people')
  return (
    <Page title={text('settings.title')} lead={text('settings.lead')}>
      <Section title={text('settings.all')}>
        <Cards>
          {places.map(([path, name, permission]) => (
            <Can key={path} permission={permission}>
              <Card title={<To path={path}>{text(`settings.${name}`)}</To>}>
                <span>{text(`settings.${name}Lead`)}</span>
              </Card>
            </Can>
          ))}
        </Cards>
      </Section>
    </Page>
  )
}
