import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pagesOf } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { sizeWords } from '../../../../../ui/kit/size-words.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listEvidence } from '../../../evidence/contract/evidence.ts'
import { mostSentBytes, mostSentFiles } from '../../contract.ts'
import classes from '../correspondence.module.css'

interface SentFilesProps {
  readonly incidentId: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Working copies that may go along; what stays, and why, is said in a sentence. */
export function SentFiles({ incidentId, chosen, onChange }: SentFilesProps) {
  const text = useText('correspondence')
  const language = useLanguage()
  const evidence = useInfiniteQuery(
    pagesOf(listEvidence, { id: incidentId, only: 'copies', order: 'newest', limit: 50 }),
  )
  const copies = (evidence.data ?? []).filter(
    ({ copyOf, isSample, sensitivity, removed }) =>
      copyOf !== null && !isSample && sensitivity !== 'privileged' && removed === null,
  )
  const size = copies.reduce((sum, one) => (chosen.includes(one.id) ? sum + one.size : sum), 0)
  const isFull = chosen.length >= mostSentFiles
  return (
    <fieldset className={classes.files}>
      <legend>{text('files.title')}</legend>
      {evidence.isPending && <Loading />}
      {evidence.error && <ErrorState error={evidence.error} onRetry={() => void evidence.refetch()} />}
      {evidence.data && (
        <p className={classes.dim}>
          {text(copies.length === 0 ? 'files.none' : 'files.lead', {
            most: sizeWords(mostSentBytes, language),
          })}
        </p>
      )}
      {copies.map(({ id, name, size: bytes }) => (
        <label key={id} className={classes.check}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            disabled={!chosen.includes(id) && (isFull || size + bytes > mostSentBytes)}
            onChange={() =>
              onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
            }
          />
          <span>
            {name} <span className={classes.dim}>{sizeWords(bytes, language)}</span>
          </span>
        </label>
      ))}
      {evidence.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={evidence.isFetchingNextPage}
            onClick={() => void evidence.fetchNextPage()}
          >
            {text('files.older')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
