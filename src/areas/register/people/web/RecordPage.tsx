import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CallError } from '../../../../ui/call-error.ts'
import { offline } from '../../../../ui/client.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { CopyField } from '../../../../ui/plain/secrets.tsx'
import { useSession } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import classes from './people.module.css'

/** How anybody can check that nobody changed the record, without this server. */
export function RecordPage() {
  const text = useText('people')
  const { tenant } = useSession()
  const key = useQuery({ queryKey: [tenant.slug, 'ledger-key'], queryFn: () => readKey(tenant.slug) })
  const command = `node muster-verify.mjs --key '${key.data ?? '<key>'}' bundle.json`
  return (
    <Page title={text('settings.record')} lead={text('record.lead')}>
      <div className={classes.stack}>
        <Section title={text('record.key')}>
          <p className={classes.words}>{text('record.keyWhy')}</p>
          {key.error && <ErrorState error={key.error} onRetry={() => void key.refetch()} />}
          {key.isPending && <Loading lines={1} />}
          {key.data && <CopyField label={text('record.key')} value={key.data} />}
        </Section>
        <Section title={text('record.how')}>
          <ol className={classes.next}>
            <li>{text('record.stepBundle')}</li>
            <li>{text('record.stepVerifier')}</li>
            <li>{text('record.stepRun')}</li>
            <li>{text('record.stepStamp')}</li>
          </ol>
          <div>
            <Button
              component="a"
              variant="default"
              href="/api/v1/ledger/verifier"
              download="muster-verify.mjs"
            >
              {text('record.download')}
            </Button>
          </div>
          <CopyField label={text('record.command')} value={command} />
          <p className={classes.dim}>{text('record.alone')}</p>
        </Section>
      </div>
    </Page>
  )
}

/** One line of plain text, which no JSON contract describes. */
async function readKey(tenant: string): Promise<string> {
  const answer = await fetch('/api/v1/ledger/key', {
    headers: { 'muster-tenant': tenant, accept: 'text/plain' },
    cache: 'no-store',
  }).catch(() => {
    throw offline()
  })
  if (!answer.ok) throw new CallError('unavailable', `HTTP ${answer.status}`)
  return (await answer.text()).trim()
}
