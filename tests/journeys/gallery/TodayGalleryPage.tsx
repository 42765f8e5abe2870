import { Button } from '@mantine/core'
import { Elapsed, TimeText } from '../../../src/ui/kit/TimeText.tsx'
import { Page, Section } from '../../../src/ui/kit/Page.tsx'
import { SeverityMark } from '../../../src/ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../src/ui/marks/StateMark.tsx'
import { Panels } from '../../../src/ui/panels.tsx'
import { Card, Cards, Facts } from '../../../src/ui/kit/Card.tsx'
import { To } from '../../../src/ui/place.tsx'

const hour = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString()

export function TodayGalleryPage() {
  return (
    <Page title="Today" lead="What would fail today, what is due, and what is going on.">
      <Section title="Going on now">
        <Cards>
          <Card
            title={<To path="/incidents/1">INC-7 Files on the office server are encrypted</To>}
            marks={
              <>
                <SeverityMark severity="S1" />
                <StateMark tone="active" word="Contain" />
              </>
            }
          >
            <Facts
              facts={[
                ['Lead', 'Vera Lang'],
                ['Going on for', <Elapsed key="e" since={ago(5.4)} />],
                ['Next clock', <TimeText key="t" at={ago(-3)} form="relative" />],
              ]}
            />
          </Card>
          <Card
            title={<To path="/incidents/2">INC-6 Odd sign-in from abroad</To>}
            marks={
              <>
                <SeverityMark severity="S3" />
                <StateMark tone="warn" word="Waiting for an answer" />
              </>
            }
          >
            <Facts
              facts={[
                ['Lead', 'Tom Berg'],
                ['Going on for', <Elapsed key="e" since={ago(49)} />],
                ['Next clock', 'none'],
              ]}
            />
          </Card>
        </Cards>
      </Section>
      <Section title="What would fail today">
        <Cards>
          <Card
            title="Nobody has tried to restore the accounting backup for 140 days."
            actions={<Button variant="default">Plan a restore</Button>}
          />
          <Card
            title="Two people have no deputy for nights and weekends."
            actions={<Button variant="default">Name deputies</Button>}
          />
        </Cards>
      </Section>
      <Panels of="incident" subject={{ id: '1' }} />
    </Page>
  )
}

export function GoodPanel() {
  return <Section title="Evidence of another room">Three files are sealed.</Section>
}

export function BrokenPanel(): never {
  throw new Error('This panel fails on purpose')
}
