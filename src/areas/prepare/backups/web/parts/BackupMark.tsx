import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Backup } from '../../contract/backups.ts'

/** The one thing about a backup that matters most now. */
export function BackupMark({ backup }: { readonly backup: Backup }) {
  const text = useText('backups')
  const { failedAt, isLate, isBroken, lastProof, isProofOld, isUnseen } = backup
  if (failedAt !== null) return <StateMark tone="bad" word={text('mark.failed')} />
  if (isLate) return <StateMark tone="bad" word={text('mark.late')} />
  if (isBroken) return <StateMark tone="bad" word={text('mark.broken')} />
  if (lastProof === null) return <StateMark tone="warn" word={text('mark.unproved')} />
  if (isProofOld)
    return <StateMark tone="warn" word={text('mark.old', { day: lastProof.testedAt.slice(0, 10) })} />
  if (isUnseen) return <StateMark tone="warn" word={text('mark.unseen')} />
  return <StateMark tone="good" word={text('mark.proved', { day: lastProof.testedAt.slice(0, 10) })} />
}
