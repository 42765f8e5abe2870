import { useText } from '../../../../../ui/text.ts'

/** A span of minutes as people say it: `2 h 5 min`. */
export function DurationText({ minutes }: { readonly minutes: number }) {
  const text = useText('incidents')
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return <strong>{hours === 0 ? text('span.minutes', { rest }) : text('span.hours', { hours, rest })}</strong>
}
