import { useAnswer } from '../../../../../ui/answers.ts'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { shippedGrading } from '../../content/shipped-grading.ts'
import { workedCases } from '../../content/worked-cases.ts'
import { standings } from '../../contract/first-hour-words.ts'
import { readGrading } from '../../contract/grading.ts'
import { suggest } from '../../rules/first-hour.ts'
import classes from './grading.module.css'

/** For everybody in the organisation: event, incident, crisis, by examples that its own table has just judged. */
export function WhatCountsPage() {
  const text = useText('grading')
  const words = useText('incidents')
  const grading = useAnswer(readGrading, {})
  if (grading.isPending) return <Loading />
  // By the table that ships when the organisation's own cannot be read: the words are the same.
  const table = grading.data?.table ?? shippedGrading
  const judged = workedCases.map((one) => ({ ...one, judged: suggest(one.answers, table) }))
  return (
    <Page
      title={text('counts.title')}
      lead={text('counts.lead')}
      actions={
        <To path="/declare" className={classes.way}>
          {text('counts.report')}
        </To>
      }
    >
      <div className={classes.stack}>
        {standings.map((standing) => (
          <Section key={standing} title={text(`standing.${standing}`)}>
            <p>{text(`standingMeans.${standing}`)}</p>
            <ul className={classes.cases}>
              {judged
                .filter((one) => one.judged.standing === standing)
                .map((one) => (
                  <li key={one.id}>
                    <span className={classes.case}>{text(`case.${one.id}`)}</span>
                    <span className={classes.callHead}>
                      <SeverityMark severity={one.judged.severity} />
                      <span className={classes.dim}>{words(`short.${one.judged.kind}`)}</span>
                    </span>
                    {one.judged.severity !== one.severity && (
                      <span className={classes.dim}>{text('counts.differs')}</span>
                    )}
                  </li>
                ))}
            </ul>
          </Section>
        ))}
      </div>
    </Page>
  )
}
