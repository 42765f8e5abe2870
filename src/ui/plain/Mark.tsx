/** Our sign: a muster roll, the last line of it marked. */
export function Mark({ size = '1.75em' }: { readonly size?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0b585d" />
      <path d="M9 10.5h14M9 16h14M9 21.5h7" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="22.2" cy="21.5" r="2.7" fill="#ff9d94" />
    </svg>
  )
}
